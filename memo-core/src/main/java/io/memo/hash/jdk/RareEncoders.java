package io.memo.hash.jdk;

import io.memo.hash.format.Buffer;
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
final class RareEncoders {

    private RareEncoders() {}

    static void register() {
        sqlDates();
        JdkTable.family(Character.Subset.class, RareEncoders::nameAndType);
        JdkTable.family(AttributedCharacterIterator.Attribute.class, RareEncoders::nameAndType);
        JdkTable.value(CoderResult.class, (v, out) -> out.putString(v.toString()));
        JdkTable.value(CodingErrorAction.class, (v, out) -> out.putString(v.toString()));
        JdkTable.<Annotation>partsOf(Annotation.class, v -> new Object[] {v.getValue()});
        JdkTable.mutableParts(FieldPosition.class, v ->
                new Object[] {v.getFieldAttribute(), v.getField(), v.getBeginIndex(), v.getEndIndex()});
        JdkTable.parts(Locale.LanguageRange.class, v -> new Object[] {v.getRange(), v.getWeight()});
        JdkTable.<EventObject>partsOf(EventObject.class, v -> new Object[] {v.getSource()});
        JdkTable.mutableParts(PasswordAuthentication.class, v -> new Object[] {v.getUserName(), v.getPassword()});
        JdkTable.parts(UnixDomainSocketAddress.class, v -> new Object[] {v.getPath()});
        JdkTable.<AclEntry>partsOf(AclEntry.class, v ->
                new Object[] {v.type(), v.principal(), Set.copyOf(v.permissions()), Set.copyOf(v.flags())});
        JdkTable.familyParts(BasicPermission.class, v -> new Object[] {v.getClass(), v.getName(), v.getActions()});
        JdkTable.parts(ZoneOffsetTransitionRule.class, v -> new Object[] {
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
        JdkTable.<Date>named("java.sql.Date", true, v -> new Object[] {v.getTime()});
        JdkTable.<Date>named("java.sql.Time", true, v -> new Object[] {v.getTime()});
        // Date.getTime has milliseconds only, and Timestamp overrides toInstant to give them all.
        JdkTable.<Date>named("java.sql.Timestamp", true, v -> new Object[] {v.toInstant()});
    }

    private static void nameAndType(Object constant, Buffer out) {
        out.putString(constant.getClass().getName());
        out.putString(constant.toString());
    }
}
