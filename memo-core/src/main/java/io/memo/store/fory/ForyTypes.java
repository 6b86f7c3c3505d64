package io.memo.store.fory;

import io.memo.store.trust.JdkTypes;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fory.Fory;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.exception.InsecureException;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.serializer.Serializer;

/**
 * Which of the JDK's classes Fory stores: those on memo's list that Fory knows how to write and read, and a few that it is told
 * about here. Not those that it would hand to their own {@code readObject}, which asks for memory that nobody counts.
 */
final class ForyTypes {

    private static final Set<String> PARTS_OF_LISTS = Set.of(
            "java.util.AbstractList$RandomAccessSubList",
            "java.util.AbstractList$SubList",
            "java.util.ArrayList$SubList",
            "java.util.ImmutableCollections$SubList");

    /** Found by Fory when it meets them, not before; and what arrays are made for. */
    private static final List<String> FURTHER = List.of(
            "java.lang.Enum",
            "java.lang.Number",
            "java.math.RoundingMode",
            "java.time.DayOfWeek",
            "java.time.Month",
            "java.time.ZoneId",
            "java.time.ZoneRegion",
            "java.time.temporal.ChronoField",
            "java.time.temporal.ChronoUnit",
            "java.util.AbstractMap$SimpleEntry",
            "java.util.AbstractMap$SimpleImmutableEntry",
            "java.util.Calendar",
            "java.util.Collection",
            "java.util.Collections$ReverseComparator2",
            "java.util.EnumSet",
            "java.util.GregorianCalendar",
            "java.util.JumboEnumSet",
            "java.util.List",
            "java.util.Map",
            "java.util.Map$Entry",
            "java.util.Set",
            "java.util.SimpleTimeZone",
            "java.util.Stack",
            "java.util.TimeZone",
            "java.util.concurrent.TimeUnit",
            "java.util.concurrent.atomic.AtomicIntegerArray",
            "java.util.concurrent.atomic.AtomicLongArray",
            "sun.util.calendar.ZoneInfo");

    private static final Class<?> ENTRY = Map.entry("", "").getClass();
    private static final Class<?> CASE_INSENSITIVE = String.CASE_INSENSITIVE_ORDER.getClass();

    private static final Set<String> NAMES = names();

    private ForyTypes() {}

    /** Returns whether Fory stores objects of the class of the JDK that has this binary name. */
    static boolean contains(String binaryName) {
        return NAMES.contains(binaryName);
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(FURTHER);
        names.addAll(List.of(ENTRY.getName(), CASE_INSENSITIVE.getName(), MathContext.class.getName()));
        ClassResolver resolver = (ClassResolver) Fory.builder()
                .withXlang(false)
                .withCompatible(false)
                .requireClassRegistration(true)
                .build()
                .getTypeResolver();
        resolver.getRegisteredClasses().forEach(type -> names.add(type.getName()));
        names.removeIf(name -> !JdkTypes.contains(name));
        names.addAll(PARTS_OF_LISTS);
        return Set.copyOf(names);
    }

    /**
     * Teaches Fory what it does not know, and makes it refuse what it knows by number, so that nobody is asked for the name.
     */
    static void install(ClassResolver resolver) {
        Config config = resolver.getConfig();
        resolver.registerInternalSerializer(ENTRY, new EntrySerializer(config));
        resolver.registerInternalSerializer(CASE_INSENSITIVE, new CaseInsensitiveSerializer(config));
        resolver.registerInternalSerializer(MathContext.class, new MathContextSerializer(config));
        for (Class<?> type : resolver.getRegisteredClasses()) {
            Class<?> element = type.isArray() ? type.getComponentType() : type;
            if (!element.isPrimitive() && !contains(element.getName())) {
                resolver.registerInternalSerializer(type, new Refusing(config, type));
            }
        }
    }

    private static final class EntrySerializer extends Serializer<Object> {

        @SuppressWarnings("unchecked")
        EntrySerializer(Config config) {
            super(config, (Class<Object>) ENTRY);
        }

        @Override
        public void write(WriteContext context, Object value) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
            context.writeRef(entry.getKey());
            context.writeRef(entry.getValue());
        }

        @Override
        public Object read(ReadContext context) {
            return Map.entry(context.readRef(), context.readRef());
        }
    }

    private static final class CaseInsensitiveSerializer extends Serializer<Object> {

        @SuppressWarnings("unchecked")
        CaseInsensitiveSerializer(Config config) {
            super(config, (Class<Object>) CASE_INSENSITIVE);
        }

        @Override
        public void write(WriteContext context, Object value) {}

        @Override
        public Object read(ReadContext context) {
            return String.CASE_INSENSITIVE_ORDER;
        }
    }

    private static final class MathContextSerializer extends Serializer<MathContext> {

        MathContextSerializer(Config config) {
            super(config, MathContext.class);
        }

        @Override
        public void write(WriteContext context, MathContext value) {
            context.writeString(value.toString());
        }

        @Override
        public MathContext read(ReadContext context) {
            return new MathContext(context.readString());
        }
    }

    private static final class Refusing extends Serializer<Object> {

        @SuppressWarnings("unchecked")
        Refusing(Config config, Class<?> type) {
            super(config, (Class<Object>) type);
        }

        @Override
        public void write(WriteContext context, Object value) {
            throw new InsecureException("not on the list of classes that are stored");
        }

        @Override
        public Object read(ReadContext context) {
            throw new InsecureException("not on the list of classes that are stored");
        }
    }
}
