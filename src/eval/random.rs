//! A small generator of pseudo-random numbers (SplitMix64): the same seed gives the same numbers on
//! every machine, and in every version of griot.

/// The state of the generator.
pub(super) struct SplitMix(u64);

impl SplitMix {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let scaled = u128::from(self.next()) * limit as u128;
        // Less than `limit`, since the first factor is less than 2^64.
        usize::try_from(scaled >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix;

    /// The numbers that the reference implementation of SplitMix64 gives for the seed 1234567.
    #[test]
    fn the_numbers_are_those_of_the_reference() {
        let mut drawn = SplitMix::new(1_234_567);
        let found = [drawn.next(), drawn.next(), drawn.next()];
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_number_below_the_limit_comes_about_as_often() {
        let mut drawn = SplitMix::new(1);
        let mut counts = [0; 5];
        for _ in 0..5000 {
            counts[drawn.below(5)] += 1;
        }
        assert!(
            counts.iter().all(|&n| (900..1100).contains(&n)),
            "{counts:?}"
        );
    }
}
