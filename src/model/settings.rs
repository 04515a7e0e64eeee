//! Small values that the author sets: durations, percentages, how a quiz is given.

/// A duration in whole minutes, more than none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(u32);

/// A share of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u8);

/// When the student learns what was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// After each answer.
    Immediate,
    /// After the whole quiz.
    End,
}

/// How a quiz is given; `None` where the author said nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuizSettings {
    /// The mark from which the quiz is passed.
    pub pass: Option<Percent>,
    /// How often a question may be answered.
    pub attempts: Option<u32>,
    /// Whether options come in another order for each student.
    pub shuffle: Option<bool>,
    /// How many of the page's questions a student gets.
    pub draw: Option<u32>,
    /// When the student learns what was right.
    pub feedback: Option<Feedback>,
    /// The time for the whole quiz.
    pub time_limit: Option<Minutes>,
}

impl Minutes {
    /// `20 min`, `1 h`, `1 h 30`, `1h30 min`, or a bare number of minutes, up to 1,000 hours.
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let compact = ["minutes", "minute", "mins", "min", "mn", "m"]
            .iter()
            .find_map(|unit| compact.strip_suffix(unit))
            .unwrap_or(&compact);
        let (hours, minutes) = match compact.split_once('h') {
            Some((hours, rest)) => {
                (hours.parse::<u32>().ok()?, rest.trim_start_matches("eures").trim_start_matches("eure"))
            }
            None => (0, compact),
        };
        let minutes = if minutes.is_empty() && hours > 0 { 0 } else { minutes.parse::<u32>().ok()? };
        Self::new(hours.checked_mul(60)?.checked_add(minutes)?)
    }

    /// A duration, unless it is none at all or beyond 1,000 hours.
    pub fn new(minutes: u32) -> Option<Self> {
        (1..=60_000).contains(&minutes).then_some(Self(minutes))
    }

    /// How many.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl Percent {
    /// A share, unless beyond the whole.
    pub fn new(value: u8) -> Option<Self> {
        (value <= 100).then_some(Self(value))
    }

    /// The share of a hundred.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl QuizSettings {
    /// These settings, filled with `defaults` where they say nothing.
    #[must_use]
    pub fn or(self, defaults: Self) -> Self {
        Self {
            pass: self.pass.or(defaults.pass),
            attempts: self.attempts.or(defaults.attempts),
            shuffle: self.shuffle.or(defaults.shuffle),
            draw: self.draw.or(defaults.draw),
            feedback: self.feedback.or(defaults.feedback),
            time_limit: self.time_limit.or(defaults.time_limit),
        }
    }
}
