//! A value of a column, as text.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::tz::Offset;

/// The value in a row, `None` for null; the type of the column where it cannot be one.
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
            return Ok(day(days.saturating_mul(86_400)));
        }
        DataType::Date64 => {
            return Ok(day(number::<Date64Type>(column, row).div_euclid(1000)));
        }
        DataType::Timestamp(unit, _) => {
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
            return Ok(day(seconds));
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

fn number<T: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

/// The day in UTC; `None` beyond the years that dates have.
fn day(seconds: i64) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(Offset::UTC.to_datetime(time).date().to_string())
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        BooleanArray, Date32Array, Date64Array, DictionaryArray, Int64Array, LargeStringArray,
        NullArray, StringArray, StringViewArray, TimestampMillisecondArray,
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
        let names: DictionaryArray<Int8Type> = vec!["fr", "en"].into_iter().collect();
        assert_eq!(first(&names).as_deref(), Some("fr"));
        assert_eq!(first(&StringArray::from(vec![None::<&str>])), None);
        assert_eq!(first(&NullArray::new(1)), None);
    }

    #[test]
    fn other_types_are_named() {
        assert_eq!(
            cell(&BooleanArray::from(vec![true]), 0),
            Err("Boolean".to_owned())
        );
    }
}
