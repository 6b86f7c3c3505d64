package io.memo.hash;

import java.net.PasswordAuthentication;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.attribute.AclEntry;
import java.security.BasicPermission;
import java.text.Annotation;
import java.text.AttributedCharacterIterator;
import java.text.FieldPosition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.Date;
import java.util.EventObject;
import java.util.Locale;
import java.util.Set;

/** Values of the JDK that few methods take, but some do. */
final class RareMeanings {

    private RareMeanings() {}

    static void register() {
        sqlDates();
        Meanings.family(Character.Subset.class, RareMeanings::nameAndType);
        Meanings.family(AttributedCharacterIterator.Attribute.class, RareMeanings::nameAndType);
        Meanings.value(CoderResult.class, (v, out) -> out.putString(v.toString()));
        Meanings.value(CodingErrorAction.class, (v, out) -> out.putString(v.toString()));
        Meanings.<Annotation>partsOf(Annotation.class, v -> new Object[] {v.getValue()});
        Meanings.mutableParts(FieldPosition.class, v ->
                new Object[] {v.getFieldAttribute(), v.getField(), v.getBeginIndex(), v.getEndIndex()});
        Meanings.parts(Locale.LanguageRange.class, v -> new Object[] {v.getRange(), v.getWeight()});
        Meanings.<EventObject>partsOf(EventObject.class, v -> new Object[] {v.getSource()});
        Meanings.mutableParts(PasswordAuthentication.class, v -> new Object[] {v.getUserName(), v.getPassword()});
        Meanings.parts(UnixDomainSocketAddress.class, v -> new Object[] {v.getPath()});
        Meanings.<AclEntry>partsOf(AclEntry.class, v ->
                new Object[] {v.type(), v.principal(), Set.copyOf(v.permissions()), Set.copyOf(v.flags())});
        Meanings.familyParts(BasicPermission.class, v -> new Object[] {v.getClass(), v.getName(), v.getActions()});
        Meanings.parts(ZoneOffsetTransitionRule.class, v -> new Object[] {
            v.getMonth(),
            v.getDayOfMonthIndicator(),
            v.getDayOfWeek(),
            v.getLocalTime(),
            v.isMidnightEndOfDay(),
            v.getTimeDefinition(),
            v.getStandardOffset(),
            v.getOffsetBefore(),
            v.getOffsetAfter()
        });
    }

    /** By name, for the module need not be there. */
    private static void sqlDates() {
        Meanings.<Date>named("java.sql.Date", true, v -> new Object[] {v.getTime()});
        Meanings.<Date>named("java.sql.Time", true, v -> new Object[] {v.getTime()});
        // Date.getTime has milliseconds only, and Timestamp overrides toInstant to give them all.
        Meanings.<Date>named("java.sql.Timestamp", true, v -> new Object[] {v.toInstant()});
    }

    private static void nameAndType(Object constant, Buffer out) {
        out.putString(constant.getClass().getName());
        out.putString(constant.toString());
    }
}
