//! Why a mention stands in its cluster.

/// The rule that tied a mention to its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tie {
    /// Nothing to tie: the cluster's first mention.
    First,
    /// The same name, but for case, accents, hyphens and points.
    Name,
    /// The same code or value, given by the caller.
    Key,
    /// The same row in the table of organisations.
    Table,
    /// Acronym and expansion, tied in the text.
    Acronym,
    /// The text says that one name replaced the other.
    Renamed,
    /// The same name but for a legal form or a club's designator.
    Affix,
    /// A part of a longer name that the text gave before.
    Short,
    /// The same name in another spelling or transliteration.
    Spelling,
    /// The full name of somebody whom another mention names in part, or with more or fewer given
    /// names.
    Full,
    /// Initials of a given name, or of the whole name.
    Initials,
    /// A surname that one person bears here.
    Surname,
    /// A surname that several bear here, of the one it was last used for.
    LastUsed,
    /// A surname that several bear here, of the one who stands out.
    Prominent,
    /// A name that several bear here, and nothing decides: it has a cluster of its own.
    Ambiguous,
    /// A given name that one person bears here.
    Given,
    /// A family by its name.
    Family,
}

impl Tie {
    /// The rule's name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Tie::First => "first",
            Tie::Name => "name",
            Tie::Key => "key",
            Tie::Table => "table",
            Tie::Acronym => "acronym",
            Tie::Renamed => "renamed",
            Tie::Affix => "affix",
            Tie::Short => "short",
            Tie::Spelling => "spelling",
            Tie::Full => "full",
            Tie::Initials => "initials",
            Tie::Surname => "surname",
            Tie::LastUsed => "last_used",
            Tie::Prominent => "prominent",
            Tie::Ambiguous => "ambiguous",
            Tie::Given => "given",
            Tie::Family => "family",
        }
    }
}
