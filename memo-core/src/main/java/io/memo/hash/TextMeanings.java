package io.memo.hash;

import java.text.ChoiceFormat;
import java.text.DateFormatSymbols;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.text.RuleBasedCollator;
import java.text.SimpleDateFormat;

/** {@code java.text}: formats by their patterns and symbols. */
final class TextMeanings {

    private TextMeanings() {}

    static void register() {
        Meanings.mutableParts(MessageFormat.class, v -> new Object[] {v.toPattern(), v.getLocale(), v.getFormats()});
        Meanings.mutableParts(ChoiceFormat.class, v -> new Object[] {v.getLimits(), v.getFormats()});
        Meanings.mutableParts(DecimalFormat.class, TextMeanings::decimalFormat);
        Meanings.mutableParts(DecimalFormatSymbols.class, TextMeanings::decimalSymbols);
        // The start of the century is read from a copy: asking for it makes the format compute it.
        Meanings.mutableParts(SimpleDateFormat.class, v -> new Object[] {
            v.toPattern(),
            v.getDateFormatSymbols(),
            v.getNumberFormat(),
            v.getTimeZone(),
            v.isLenient(),
            v.getCalendar().getClass().getName(),
            v.getCalendar().getFirstDayOfWeek(),
            v.getCalendar().getMinimalDaysInFirstWeek(),
            ((SimpleDateFormat) v.clone()).get2DigitYearStart()
        });
        Meanings.mutableParts(DateFormatSymbols.class, v -> new Object[] {
            v.getEras(),
            v.getMonths(),
            v.getShortMonths(),
            v.getWeekdays(),
            v.getShortWeekdays(),
            v.getAmPmStrings(),
            v.getLocalPatternChars()
        });
        Meanings.mutableParts(
                RuleBasedCollator.class, v -> new Object[] {v.getRules(), v.getStrength(), v.getDecomposition()});
        Meanings.mutableValue(ParsePosition.class, (v, out) -> {
            out.putInt(v.getIndex());
            out.putInt(v.getErrorIndex());
        });
    }

    private static Object[] decimalFormat(DecimalFormat v) {
        return new Object[] {
            v.toPattern(),
            v.getDecimalFormatSymbols(),
            v.getRoundingMode(),
            v.isParseBigDecimal(),
            v.isParseIntegerOnly(),
            v.isGroupingUsed(),
            v.getGroupingSize(),
            v.isDecimalSeparatorAlwaysShown(),
            v.getMultiplier(),
            v.getMinimumIntegerDigits(),
            v.getMaximumIntegerDigits(),
            v.getMinimumFractionDigits(),
            v.getMaximumFractionDigits(),
            v.getPositivePrefix(),
            v.getPositiveSuffix(),
            v.getNegativePrefix(),
            v.getNegativeSuffix()
        };
    }

    private static Object[] decimalSymbols(DecimalFormatSymbols v) {
        return new Object[] {
            v.getZeroDigit(),
            v.getGroupingSeparator(),
            v.getDecimalSeparator(),
            v.getPerMill(),
            v.getPercent(),
            v.getDigit(),
            v.getPatternSeparator(),
            v.getInfinity(),
            v.getNaN(),
            v.getMinusSign(),
            v.getCurrencySymbol(),
            v.getInternationalCurrencySymbol(),
            v.getMonetaryDecimalSeparator(),
            v.getMonetaryGroupingSeparator(),
            v.getExponentSeparator()
        };
    }
}
