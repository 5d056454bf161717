//! Whether a date that comes back every week or every year is the one before the document or the one
//! after it, by what the words around it say and by how far each is.
//!
//! Every cue has a weight, which wanes with the words between it and the date. The strongest cue of what is
//! to come stands against the strongest of what is past; where one of the two days is much nearer, that
//! counts too, as news tells what is near without its year. The past is the answer where nothing decides.

use super::point::Grain;
use super::time::DateSide;

/// What speaks for each side, in hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Leaning {
    pub past: i32,
    pub future: i32,
    /// The present tense: a day nearby.
    pub present: i32,
}

impl Leaning {
    pub const fn past(weight: i32) -> Self {
        Self {
            past: weight,
            future: 0,
            present: 0,
        }
    }

    pub const fn future(weight: i32) -> Self {
        Self {
            past: 0,
            future: weight,
            present: 0,
        }
    }

    pub const fn present(weight: i32) -> Self {
        Self {
            past: 0,
            future: 0,
            present: weight,
        }
    }

    /// Only the strongest cue of each kind counts.
    pub fn or(self, other: Self) -> Self {
        Self {
            past: self.past.max(other.past),
            future: self.future.max(other.future),
            present: self.present.max(other.present),
        }
    }

    /// The same cue, `away` words from the date.
    pub fn waned(self, away: usize) -> Self {
        let away = i32::try_from(away).unwrap_or(i32::MAX / 8);
        let wane = |weight: i32| weight * 6 / (5 + away.max(1));
        Self {
            past: wane(self.past),
            future: wane(self.future),
            present: wane(self.present),
        }
    }

    /// A share of it, in hundredths.
    pub fn share(self, hundredths: i32) -> Self {
        Self {
            past: self.past * hundredths / 100,
            future: self.future * hundredths / 100,
            present: self.present * hundredths / 100,
        }
    }

    /// What the words alone say, if they say enough.
    pub fn side(self) -> Option<DateSide> {
        let weight = self.future + self.present / 2 - self.past;
        match weight {
            ENOUGH.. => Some(DateSide::Ahead),
            _ if weight <= -ENOUGH => Some(DateSide::Behind),
            _ => None,
        }
    }

    /// The side of a date of `grain` whose last return is `behind` days before the document and whose next
    /// one is `ahead` days after it; and the rule that decided.
    pub fn judge(self, grain: Grain, behind: i32, ahead: i32) -> (DateSide, &'static str) {
        let weekly = grain == Grain::Day && behind.saturating_add(ahead) <= 7;
        let near = if weekly {
            nearness_in_week(behind, ahead)
        } else {
            nearness(behind, ahead)
        };
        let said = self.past.max(self.future) >= HEARD;
        let present = self.present >= HEARD;
        if !said && present && !weekly {
            return (DateSide::Around, "present_words");
        }
        if !said && !present {
            return match near {
                CLEARLY_NEARER.. => (DateSide::Ahead, "nearest"),
                _ if near <= -2 * CLEARLY_NEARER => (DateSide::Behind, "nearest"),
                _ => (DateSide::Behind, "nearest_past"),
            };
        }
        // A verb in the future cannot tell of the past, however near.
        if self.future >= FIRM && self.past < HEARD {
            return (DateSide::Ahead, "future_words");
        }
        let weight = self.future + self.present - self.past + near;
        if weight >= ENOUGH {
            let rule = if self.future >= HEARD {
                "future_words"
            } else {
                "present_words"
            };
            return (DateSide::Ahead, rule);
        }
        if weight <= -ENOUGH {
            let rule = if self.past >= HEARD {
                "past_words"
            } else {
                "nearest"
            };
            return (DateSide::Behind, rule);
        }
        if near >= CLEARLY_NEARER {
            return (DateSide::Ahead, "conflicting_words");
        }
        let both = self.past >= HEARD && self.future.max(self.present) >= HEARD;
        let rule = if both {
            "conflicting_words"
        } else {
            "nearest_past"
        };
        (DateSide::Behind, rule)
    }
}

/// The difference that decides: a third of a verb beside the date.
const ENOUGH: i32 = 60;
/// A cue below this is too far off to be one.
const HEARD: i32 = 40;
/// A verb a few words away.
const FIRM: i32 = 150;
/// The next return is at least four times as near as the last.
const CLEARLY_NEARER: i32 = 90;

/// What the distances alone say of a date of the year. News tells more of the past.
fn nearness(behind: i32, ahead: i32) -> i32 {
    // Within a few days of the document both are near.
    let (behind, ahead) = (behind.saturating_add(3), ahead.saturating_add(3));
    let ratio = |near: i32, far: i32| match far / near {
        8.. => 200,
        4.. => 140,
        2.. => 80,
        _ => 0,
    };
    ratio(ahead, behind) - ratio(behind, ahead) - 50
}

/// The same for a day of the week.
fn nearness_in_week(behind: i32, ahead: i32) -> i32 {
    match behind - ahead {
        3.. => 30,
        ..=-3 => -30,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_wanes_with_its_distance() {
        let near = Leaning::past(300).waned(1);
        let far = Leaning::past(300).waned(10);
        assert_eq!((near.past, far.past), (300, 120));
        assert_eq!(Leaning::past(300).waned(usize::MAX).past, 0);
    }

    #[test]
    fn words_decide_and_nearness_where_they_do_not() {
        let none = Leaning::default();
        let judge = |leaning: Leaning, behind, ahead| leaning.judge(Grain::Day, behind, ahead);
        assert_eq!(judge(none, 2, 5), (DateSide::Behind, "nearest_past"));
        assert_eq!(judge(none, 180, 185), (DateSide::Behind, "nearest_past"));
        assert_eq!(judge(none, 350, 15), (DateSide::Ahead, "nearest"));
        assert_eq!(judge(none, 5, 360), (DateSide::Behind, "nearest"));
        let future = Leaning::future(200);
        assert_eq!(judge(future, 5, 360), (DateSide::Ahead, "future_words"));
        let past = Leaning::past(260);
        assert_eq!(judge(past, 350, 15), (DateSide::Behind, "past_words"));
        let both = past.or(Leaning::future(260));
        assert_eq!(
            judge(both, 180, 185),
            (DateSide::Behind, "conflicting_words")
        );
        let present = Leaning::present(150);
        assert_eq!(judge(present, 3, 4), (DateSide::Ahead, "present_words"));
        assert_eq!(judge(present, 300, 65), (DateSide::Around, "present_words"));
    }

    /// Days at the ends of the calendar are millions apart.
    #[test]
    fn no_distance_overflows() {
        let leaning = Leaning::future(i32::MAX / 8).or(Leaning::past(i32::MAX / 8));
        for (behind, ahead) in [(0, i32::MAX), (i32::MAX, 0), (i32::MAX - 1, i32::MAX - 1)] {
            let (side, _) = leaning.judge(Grain::Day, behind, ahead);
            assert!(matches!(side, DateSide::Ahead | DateSide::Behind));
        }
    }
}
