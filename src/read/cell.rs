//! A value of a column, as text.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::tz::Offset;

/// The value in a row, `None` for null; the type of the column if it cannot be read.
pub(super) fn cell(column: &dyn Array, row: usize) -> Result<Option<String>, String> {
    let kind = column.data_type();
    // A column without a type (all of a batch is null) has no null buffer to ask.
    if *kind == DataType::Null || column.is_null(row) {
        return Ok(None);
    }
    Ok(Some(match kind {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::LargeUtf8 => column.as_string::<i64>().value(row).to_owned(),
        DataType::Utf8View => column.as_string_view().value(row).to_owned(),
        DataType::Int8 => number::<Int8Type>(column, row).to_string(),
        DataType::Int16 => number::<Int16Type>(column, row).to_string(),
        DataType::Int32 => number::<Int32Type>(column, row).to_string(),
        DataType::Int64 => number::<Int64Type>(column, row).to_string(),
        DataType::UInt8 => number::<UInt8Type>(column, row).to_string(),
        DataType::UInt16 => number::<UInt16Type>(column, row).to_string(),
        DataType::UInt32 => number::<UInt32Type>(column, row).to_string(),
        DataType::UInt64 => number::<UInt64Type>(column, row).to_string(),
        DataType::Date32 => {
            let days = i64::from(number::<Date32Type>(column, row));
            return Ok(Some(day(days.saturating_mul(86_400))));
        }
        DataType::Date64 => {
            let milliseconds = number::<Date64Type>(column, row);
            return Ok(Some(day(milliseconds.div_euclid(1000))));
        }
        DataType::Timestamp(unit, zone) => {
            let seconds = match unit {
                TimeUnit::Second => number::<TimestampSecondType>(column, row),
                TimeUnit::Millisecond => {
                    number::<TimestampMillisecondType>(column, row).div_euclid(1000)
                }
                TimeUnit::Microsecond => {
                    number::<TimestampMicrosecondType>(column, row).div_euclid(1_000_000)
                }
                TimeUnit::Nanosecond => {
                    number::<TimestampNanosecondType>(column, row).div_euclid(1_000_000_000)
                }
            };
            let east = zone.as_deref().and_then(offset).unwrap_or(0);
            return Ok(Some(day(seconds.saturating_add(east))));
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let key = cell(dictionary.keys(), row)?.and_then(|key| key.parse().ok());
            return match key {
                Some(key) => cell(dictionary.values().as_ref(), key),
                None => Ok(None),
            };
        }
        _ => return Err(kind.to_string()),
    }))
}

/// The value of a date column, which may hold floating-point numbers. A value that is not a date is
/// reported as not understood; it does not reject the record.
pub(super) fn date(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Float64 => Some(number::<Float64Type>(column, row).to_string()),
        DataType::Float32 => Some(number::<Float32Type>(column, row).to_string()),
        _ => cell(column, row).unwrap_or_else(|kind| Some(format!("a value of type {kind}"))),
    }
}

fn number<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

/// The offset in seconds of a zone written as `+02:00`; named zones would need a table.
fn offset(zone: &str) -> Option<i64> {
    let east = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone[1..].split_once(':')?;
    let part = |text: &str| text.parse::<u8>().ok().filter(|&n| n < 60).map(i64::from);
    Some(east * (part(hours)? * 3600 + part(minutes)? * 60))
}

/// The day in UTC; if it is out of range, the number in words, which is not a day.
fn day(seconds: i64) -> String {
    match Timestamp::from_second(seconds) {
        Ok(time) => Offset::UTC.to_datetime(time).date().to_string(),
        Err(_) => format!("{seconds} seconds since 1970"),
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        BooleanArray, Date32Array, Date64Array, DictionaryArray, Float32Array, Float64Array,
        Int64Array, LargeStringArray, NullArray, StringArray, StringViewArray,
        TimestampMillisecondArray, TimestampSecondArray,
    };

    use super::*;

    fn first(column: &dyn Array) -> Option<String> {
        cell(column, 0).expect("a value")
    }

    #[test]
    fn text_numbers_and_dates_are_read() {
        assert_eq!(first(&StringArray::from(vec!["a"])).as_deref(), Some("a"));
        assert_eq!(
            first(&LargeStringArray::from(vec!["a"])).as_deref(),
            Some("a")
        );
        assert_eq!(
            first(&StringViewArray::from(vec!["a"])).as_deref(),
            Some("a")
        );
        assert_eq!(first(&Int64Array::from(vec![-7])).as_deref(), Some("-7"));
        assert_eq!(
            first(&Date32Array::from(vec![20_274])).as_deref(),
            Some("2025-07-05")
        );
        let date = Date64Array::from(vec![1_751_673_600_000]);
        assert_eq!(first(&date).as_deref(), Some("2025-07-05"));
        let time = TimestampMillisecondArray::from(vec![1_751_702_400_123]);
        assert_eq!(first(&time).as_deref(), Some("2025-07-05"));
        // Half past ten in the evening in Greenwich.
        let evening = TimestampMillisecondArray::from(vec![1_751_754_600_000]);
        for (zone, day) in [
            ("+02:00", "2025-07-06"),
            ("-05:00", "2025-07-05"),
            ("UTC", "2025-07-05"),
        ] {
            let column = evening.clone().with_timezone(zone);
            assert_eq!(first(&column).as_deref(), Some(day), "{zone}");
        }
        let names: DictionaryArray<Int8Type> = vec!["fr", "en"].into_iter().collect();
        assert_eq!(first(&names).as_deref(), Some("fr"));
        assert_eq!(first(&StringArray::from(vec![None::<&str>])), None);
        assert_eq!(first(&NullArray::new(1)), None);
    }

    #[test]
    fn a_date_may_be_a_number_with_a_point() {
        let seconds = Float64Array::from(vec![Some(1_751_702_400.0), None]);
        assert_eq!(date(&seconds, 0).as_deref(), Some("1751702400"));
        assert_eq!(date(&seconds, 1), None);
        assert_eq!(cell(&seconds, 0), Err("Float64".to_owned()));
        let short = Float32Array::from(vec![0.5]);
        assert_eq!(date(&short, 0).as_deref(), Some("0.5"));
    }

    #[test]
    fn what_is_no_day_is_told_and_not_dropped() {
        // Microseconds in a column of seconds.
        let column = TimestampSecondArray::from(vec![1_751_702_400_000_000]);
        let told = "1751702400000000 seconds since 1970";
        assert_eq!(date(&column, 0).as_deref(), Some(told));
        let column = BooleanArray::from(vec![true]);
        assert_eq!(date(&column, 0).as_deref(), Some("a value of type Boolean"));
    }

    #[test]
    fn other_types_are_named() {
        assert_eq!(
            cell(&BooleanArray::from(vec![true]), 0),
            Err("Boolean".to_owned())
        );
    }
}
