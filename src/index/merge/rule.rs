//! The rules that merge entries, by the names that `docs/index.md` explains.

/// What merged an entry into its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::index) enum MergeRule {
    /// It has the key of the row.
    Key,
    /// Its name is one of a keyed entry.
    KnownName,
    /// Its name reads alike: a title, surname first, one of its hyphens.
    Name,
    /// Another spelling or transliteration.
    Spelling,
    /// A short or pet form of the given name.
    Nickname,
    /// One of the two has a middle name or initial.
    MiddleName,
    /// Initials for the given names.
    Initials,
    /// One of two surnames.
    Surname,
    /// An acronym and what it stands for.
    Acronym,
    /// With an article and without.
    Article,
    /// A person decided so.
    Decision,
}

impl MergeRule {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::KnownName => "known_name",
            Self::Name => "name",
            Self::Spelling => "spelling",
            Self::Nickname => "nickname",
            Self::MiddleName => "middle_name",
            Self::Initials => "initials",
            Self::Surname => "surname",
            Self::Acronym => "acronym",
            Self::Article => "article",
            Self::Decision => "decision",
        }
    }
}
