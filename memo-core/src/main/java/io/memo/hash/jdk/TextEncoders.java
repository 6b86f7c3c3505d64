package io.memo.hash.jdk;

import io.memo.hash.frame.Parts;
import java.text.ChoiceFormat;
import java.text.DateFormatSymbols;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.text.RuleBasedCollator;
import java.text.SimpleDateFormat;
import java.util.regex.Pattern;

/** {@code java.text}: formats by their patterns and symbols. */
final class TextEncoders {

    private static final Pattern TWO_DIGIT_YEAR = Pattern.compile("(?<![yY])[yY]{1,2}(?![yY])");

    private TextEncoders() {}

    static void register() {
        JdkTable.mutableParts(MessageFormat.class, v -> new Object[] {v.toPattern(), v.getLocale(), v.getFormats()});
        JdkTable.mutableParts(ChoiceFormat.class, v -> new Object[] {v.getLimits(), v.getFormats()});
        JdkTable.mutableParts(DecimalFormat.class, TextEncoders::decimalFormat);
        JdkTable.mutableParts(DecimalFormatSymbols.class, TextEncoders::decimalSymbols);
        JdkTable.mutableParts(SimpleDateFormat.class, v -> new Object[] {
            v.toPattern(),
            symbols(v),
            v.getNumberFormat(),
            v.getTimeZone(),
            v.isLenient(),
            v.getCalendar().getClass().getName(),
            v.getCalendar().getFirstDayOfWeek(),
            v.getCalendar().getMinimalDaysInFirstWeek(),
            century(v)
        });
        JdkTable.mutableParts(DateFormatSymbols.class, v ->
                new Object[] {new Parts("symbols", true, texts(v)), v.getZoneStrings()});
        JdkTable.mutableParts(
                RuleBasedCollator.class, v -> new Object[] {v.getRules(), v.getStrength(), v.getDecomposition()});
        JdkTable.mutableValue(ParsePosition.class, (v, out) -> {
            out.putInt(v.getIndex());
            out.putInt(v.getErrorIndex());
        });
    }

    /** The names of zones are thousands, and count where they are used. */
    private static Object symbols(SimpleDateFormat format) {
        DateFormatSymbols symbols = format.getDateFormatSymbols();
        return format.toPattern().contains("z") ? symbols : new Parts("symbols", true, texts(symbols));
    }

    private static Object[] texts(DateFormatSymbols v) {
        return new Object[] {
            v.getEras(),
            v.getMonths(),
            v.getShortMonths(),
            v.getWeekdays(),
            v.getShortWeekdays(),
            v.getAmPmStrings(),
            v.getLocalPatternChars()
        };
    }

    /**
     * Returns the day from which two digits count as a year, where they can: unless it is set it is 80 years before the
     * format was made, to the millisecond, so that no two formats would be alike. Read from a copy: asking makes the
     * format compute it.
     */
    private static long century(SimpleDateFormat format) {
        if (!TWO_DIGIT_YEAR.matcher(format.toPattern()).find()) {
            return 0;
        }
        SimpleDateFormat copy = (SimpleDateFormat) format.clone();
        return Math.floorDiv(copy.get2DigitYearStart().getTime(), 86_400_000L);
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
