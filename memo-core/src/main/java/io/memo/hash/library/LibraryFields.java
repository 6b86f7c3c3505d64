package io.memo.hash.library;

import io.memo.hash.walk.FieldMeaning;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of well-known libraries that are filled when an object is read, and those that stand for something else than what they
 * hold. By name, so that memo need not depend on any of them.
 */
public final class LibraryFields {

    private static final Map<String, Set<String>> CACHES = new HashMap<>();

    static {
        // Filled by head(), by the class itself and by its package.
        cache("com.fasterxml.jackson.core.JsonPointer", "_head", "_hashCode");
        cache("tools.jackson.core.JsonPointer", "_head", "_hashCode");
        cache("com.fasterxml.jackson.core.io.SerializedString", "_quotedUTF8Ref", "_unquotedUTF8Ref", "_quotedChars");
        cache("tools.jackson.core.io.SerializedString", "_quotedUTF8Ref", "_unquotedUTF8Ref", "_quotedChars");

        cache("com.google.common.collect.ImmutableRangeSet", "complement", "lazyComplement");
        cache("com.google.common.collect.AbstractTable", "cellSet", "values");
        cache("com.google.common.collect.StandardTable", "columnKeySet", "columnMap", "rowMap");
        cache("com.google.common.collect.ArrayTable", "columnMap", "rowMap");
        cache("com.google.common.reflect.TypeToken", "invariantTypeResolver", "covariantTypeResolver");
        cache("com.google.common.net.MediaType", "toString", "hashCode", "parsedCharset");
        cache("com.google.common.net.InternetDomainName", "publicSuffixIndexCache", "registrySuffixIndexCache");
        // The delegate says what the value is, or will be.
        cache("com.google.common.base.Suppliers$MemoizingSupplier", "lock", "initialized", "value");
        cache("com.google.common.base.Suppliers$ExpiringMemoizingSupplier", "lock", "value", "expirationNanos");

        cache("com.google.protobuf.AbstractMessageLite", "memoizedHashCode");
        cache("com.google.protobuf.AbstractMessage", "memoizedSize");
        cache("com.google.protobuf.GeneratedMessageLite", "memoizedSerializedSize");
        cache("com.google.protobuf.DynamicMessage", "memoizedSize");
        cache("com.google.protobuf.UnknownFieldSetLite", "memoizedSerializedSize", "isMutable");
        cache("com.google.protobuf.Any", "cachedUnpackValue");

        cache("kotlin.text.Regex", "_options");

        cache("okhttp3.CacheControl", "headerValue");
        cache("okhttp3.Request", "lazyCacheControl");

        cache("org.joda.time.Partial", "iFormatter");
        // A copy shares the table until one of both changes.
        for (String kind : Set.of("Byte", "Char", "Double", "Float", "Int", "Long", "Short")) {
            cache("org.eclipse.collections.impl.set.mutable.primitive." + kind + "HashSet", "copyOnWrite");
        }

        cache("org.locationtech.jts.geom.Geometry", "envelope");
        cache("com.vividsolutions.jts.geom.Geometry", "envelope");
        cache("org.locationtech.jts.geom.impl.PackedCoordinateSequence", "coordRef");
        cache("org.locationtech.jts.geom.prep.PreparedPolygon", "segIntFinder", "pia");
        cache("org.locationtech.jts.geom.prep.PreparedLineString", "segIntFinder");

        cache("org.springframework.core.ResolvableType", "hash", "superType", "interfaces", "generics");
        cache("org.springframework.core.ResolvableType", "unresolvableGenerics");
        cache("org.springframework.core.MethodParameter", "parameter", "parameterType", "genericParameterType");
        cache("org.springframework.core.MethodParameter", "methodAnnotations", "parameterAnnotations");
        cache("org.springframework.core.MethodParameter", "parameterNameDiscoverer", "parameterName");
        cache("org.springframework.core.MethodParameter", "nestedMethodParameter");
        cache("org.springframework.core.convert.TypeDescriptor", "annotatedElement");
        cache("org.springframework.http.ReadOnlyHttpHeaders", "cachedAccept", "cachedContentType");
        cache("org.springframework.util.MimeType", "toStringValue", "resolvedCharset");
        cache("org.springframework.util.function.SingletonSupplier", "initializationLock", "writeLock");
        cache("org.springframework.util.function.SingletonSupplier", "initialized");
        // The supplier says what the value is, or will be.
        cache("org.springframework.data.util.Lazy", "value", "resolved");
        for (String discoverer : Set.of("data.core.TypeDiscoverer", "data.util.TypeDiscoverer")) {
            cache("org.springframework." + discoverer, "fields", "isMap", "isCollectionLike", "componentType");
            cache("org.springframework." + discoverer, "valueType", "constructorParameters", "typeArguments");
            cache("org.springframework." + discoverer, "resolvedGenerics");
        }
    }

    private LibraryFields() {}

    private static void cache(String type, String... fields) {
        CACHES.merge(type, Set.of(fields), LibraryFields::union);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new java.util.HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    /** Returns whether the field is known to keep only what can be had again from the others. */
    public static boolean isCache(Field field) {
        String declaring = field.getDeclaringClass().getName();
        if (CACHES.getOrDefault(declaring, Set.of()).contains(field.getName())) {
            return true;
        }
        // Of each generated class.
        return field.getName().startsWith("memoized") && Protobuf.isMessage(field.getDeclaringClass());
    }

    /** Returns what the field of an object of the class stands for, or null if that is what it holds. */
    public static @Nullable FieldMeaning meaning(Field field, Class<?> type) {
        FieldMeaning meaning = Hibernate.meaning(field, type);
        meaning = meaning == null ? SpringSecurity.meaning(field, type) : meaning;
        meaning = meaning == null ? Lazies.meaning(field) : meaning;
        meaning = meaning == null ? Jackson.meaning(field) : meaning;
        return meaning == null ? Protobuf.meaning(field) : meaning;
    }
}
