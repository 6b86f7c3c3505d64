package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.Range;
import com.google.common.collect.TreeMultimap;
import com.google.common.net.InternetDomainName;
import com.google.common.reflect.TypeToken;
import com.google.gson.JsonParser;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.memo.digest.Digest;
import io.memo.hash.StructuralHasher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.joda.time.Interval;
import org.joda.time.LocalDate;
import org.joda.time.Period;
import org.joda.time.chrono.BuddhistChronology;
import org.joda.time.chrono.GJChronology;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.util.Lazy;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.UriComponentsBuilder;

@DisplayName("SPEC 4.12: values of libraries are the same before and after they are read")
class LibraryValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();
    private static final GeometryFactory SHAPES = new GeometryFactory();

    /** Methods of a value that do more than to read it. */
    private static final Set<String> NO_READERS = Set.of(
            "cachePrivate",
            "cachePublic",
            "immutable",
            "mustRevalidate",
            "noTransform",
            "notifyAll",
            "proxyRevalidate",
            "removeAll");

    /** @param of makes a value from a number, the same from the same, another from another */
    record Kind(String name, IntFunction<Object> of) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Kind kind(String name, IntFunction<Object> of) {
        return new Kind(name, of);
    }

    static Stream<Kind> kinds() {
        return Stream.of(jdk(), spring(), jackson(), protobuf(), guava(), others())
                .flatMap(Arrays::stream);
    }

    private static Kind[] jdk() {
        return new Kind[] {
            kind("InetAddress", i -> address(i)),
            kind("InetSocketAddress", i -> new InetSocketAddress(address(i), 80)),
            kind("unresolved address", i -> InetSocketAddress.createUnresolved("host" + i, 80)),
            kind("URI", i -> URI.create("http://example.org/" + i)),
        };
    }

    private static Kind[] spring() {
        return new Kind[] {
            kind("MediaType", i -> new MediaType("text", "plain", Map.of("n", "" + i))),
            kind("MimeType", i -> new MimeType("text", "x" + i, StandardCharsets.UTF_8)),
            kind("HttpHeaders", i -> headers(i)),
            kind("read-only HttpHeaders", i -> HttpHeaders.readOnlyHttpHeaders(headers(i))),
            kind(
                    "UriComponents",
                    i -> UriComponentsBuilder.fromUriString("http://a.org/b?c=" + i)
                            .build()),
            kind(
                    "opaque UriComponents",
                    i -> UriComponentsBuilder.fromUriString("mailto:a" + i + "@b.org")
                            .build()),
            kind(
                    "ResponseEntity",
                    i -> ResponseEntity.ok().eTag("\"" + i + "\"").body(List.of(i))),
            kind("ResponseCookie", i -> ResponseCookie.from("a", "" + i).build()),
            kind("CacheControl", i -> CacheControl.maxAge(java.time.Duration.ofSeconds(i))),
            kind(
                    "ContentDisposition",
                    i -> ContentDisposition.attachment().filename("f" + i).build()),
            kind("ResolvableType", i -> ResolvableType.forClassWithGenerics(List.class, type(i))),
            kind("ResolvableType of a class", i -> ResolvableType.forClass(type(i))),
            kind("TypeDescriptor", i -> TypeDescriptor.collection(List.class, TypeDescriptor.valueOf(type(i)))),
            kind("TypeInformation", i -> TypeInformation.of(ResolvableType.forClassWithGenerics(List.class, type(i)))),
            kind("TypeInformation of a class", i -> TypeInformation.of(type(i))),
            kind("Lazy", i -> Lazy.of(new Supplied(i))),
            kind("SingletonSupplier", i -> SingletonSupplier.of(new Supplied(i))),
            kind("SingletonSupplier of an instance", i -> SingletonSupplier.of("" + i)),
            kind("Sort", i -> Sort.by("a" + i).descending()),
            kind("PageRequest", i -> PageRequest.of(i, 10, Sort.by("a"))),
            kind("LinkedMultiValueMap", i -> new LinkedMultiValueMap<>(Map.of("a", List.of("" + i)))),
            kind("LinkedCaseInsensitiveMap", i -> caseInsensitive(i)),
        };
    }

    private static Kind[] jackson() {
        return new Kind[] {
            kind("JsonPointer 2", i -> com.fasterxml.jackson.core.JsonPointer.compile("/a/" + i + "/c")),
            kind("JsonPointer 3", i -> tools.jackson.core.JsonPointer.compile("/a/" + i + "/c")),
            kind("SerializedString 2", i -> new com.fasterxml.jackson.core.io.SerializedString("a" + i)),
            kind("SerializedString 3", i -> new tools.jackson.core.io.SerializedString("a" + i)),
            kind("JsonNode 2", i -> jackson2(i)),
            kind(
                    "JsonNode 3",
                    i -> new tools.jackson.databind.json.JsonMapper().readTree("{\"a\":[1,{\"b\":" + i + "}]}")),
            kind("JsonElement", i -> JsonParser.parseString("{\"a\":[1,{\"b\":" + i + ",\"c\":null,\"d\":1.50}]}")),
        };
    }

    private static Kind[] protobuf() {
        return new Kind[] {
            kind("built message", i -> struct(i)),
            kind("received message", i -> received(struct(i), Struct.getDefaultInstance())),
            kind("received text", i -> received(StringValue.of("ä" + i), StringValue.getDefaultInstance())),
            kind("Timestamp", i -> Timestamp.newBuilder().setSeconds(i).build()),
            kind("Any", i -> Any.pack(StringValue.of("" + i))),
            kind("ByteString", i -> ByteString.copyFromUtf8("a" + i)),
            kind("concatenated ByteString", i -> rope(i)),
            kind("FileDescriptorProto", i -> file(i)),
            kind("received FileDescriptorProto", i -> received(file(i), FileDescriptorProto.getDefaultInstance())),
            kind("DynamicMessage", i -> dynamic(StringValue.of("a" + i))),
            kind("Descriptor", i -> (i == 1 ? StringValue.getDescriptor() : Timestamp.getDescriptor())),
        };
    }

    private static Kind[] guava() {
        return new Kind[] {
            kind("ImmutableList", i -> ImmutableList.of("a", i)),
            kind("ImmutableMap", i -> ImmutableMap.of("a", i)),
            kind("ImmutableListMultimap", i -> ImmutableListMultimap.of("a", 1, "a", i)),
            kind("ArrayListMultimap", i -> ArrayListMultimap.create(ImmutableListMultimap.of("a", 1, "a", i))),
            kind("LinkedListMultimap", i -> LinkedListMultimap.create(ImmutableListMultimap.of("a", 1, "b", i))),
            kind("TreeMultimap", i -> TreeMultimap.create(ImmutableListMultimap.of("a", 1, "b", i))),
            kind("HashMultiset", i -> HashMultiset.create(List.of("a", "a", "b" + i))),
            kind("HashBiMap", i -> HashBiMap.create(Map.of("a", i))),
            kind("HashBasedTable", i -> HashBasedTable.create(ImmutableTable.of("a", "b", i))),
            kind("ImmutableTable", i -> ImmutableTable.of("a", "b", i)),
            kind("ImmutableRangeSet", i -> ImmutableRangeSet.of(Range.closed(0, i))),
            kind(
                    "Guava's MediaType",
                    i -> com.google.common.net.MediaType.parse("text/plain; a=" + i + "; charset=utf-8")),
            kind("InternetDomainName", i -> InternetDomainName.from("a" + i + ".co.uk")),
            kind("TypeToken", i -> TypeToken.of(type(i))),
            kind("memoizing Supplier", i -> com.google.common.base.Suppliers.memoize(new SerialSupplied(i))),
        };
    }

    private static Kind[] others() {
        return new Kind[] {
            kind("Point", i -> SHAPES.createPoint(new Coordinate(1, i))),
            kind("Polygon", i -> polygon(i)),
            kind("PreparedGeometry", i -> PreparedGeometryFactory.prepare(polygon(i))),
            kind("DateTime", i -> new DateTime(i, DateTimeZone.forID("Europe/Berlin"))),
            kind(
                    "DateTime of another calendar",
                    i -> new DateTime(0, i == 1 ? BuddhistChronology.getInstance() : GJChronology.getInstance())),
            kind("DateTimeZone", i -> DateTimeZone.forID(i == 1 ? "Europe/Berlin" : "Europe/Paris")),
            kind("LocalDate", i -> new LocalDate(2020, 1, i)),
            kind("Interval", i -> new Interval(0, i)),
            kind("Period", i -> Period.days(i)),
            kind("commons Range", i -> org.apache.commons.lang3.Range.of(0, i)),
            kind("commons Fraction", i -> org.apache.commons.lang3.math.Fraction.getFraction(1, 2 + i)),
            kind("Kotlin's Regex", i -> new kotlin.text.Regex("a" + i)),
            kind("made Kotlin Lazy", i -> kotlin.LazyKt.lazyOf(i)),
        };
    }

    /** Serializable or not, it is known by its number. */
    private record Supplied(int number) implements java.util.function.Supplier<Object> {
        @Override
        public Object get() {
            return List.of(number);
        }
    }

    private record SerialSupplied(int number) implements com.google.common.base.Supplier<Object>, java.io.Serializable {
        @Override
        public Object get() {
            return List.of(number);
        }
    }

    private static InetAddress address(int i) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) i});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpHeaders headers(int i) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.TEXT_HTML);
        headers.setAccept(List.of(MediaType.APPLICATION_JSON));
        headers.setContentLength(i);
        return headers;
    }

    private static Class<?> type(int i) {
        return i == 1 ? String.class : Integer.class;
    }

    private static Object caseInsensitive(int i) {
        LinkedCaseInsensitiveMap<Integer> map = new LinkedCaseInsensitiveMap<>();
        map.put("Key", i);
        return map;
    }

    private static Object jackson2(int i) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"a\":[1,{\"b\":" + i + "}]}");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static Struct struct(int i) {
        Value number = Value.newBuilder().setNumberValue(i).build();
        Value text = Value.newBuilder().setStringValue("text").build();
        ListValue list =
                ListValue.newBuilder().addValues(number).addValues(text).build();
        Value nested = Value.newBuilder()
                .setStructValue(Struct.newBuilder()
                        .putFields("list", Value.newBuilder().setListValue(list).build()))
                .build();
        return Struct.newBuilder().putFields("a", text).putFields("b", nested).build();
    }

    private static Message received(Message message, Message like) {
        try {
            return like.getParserForType().parseFrom(message.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static FileDescriptorProto file(int i) {
        return Timestamp.getDescriptor().getFile().toProto().toBuilder()
                .setName("file" + i)
                .build();
    }

    private static ByteString rope(int i) {
        return ByteString.copyFrom(new byte[300]).concat(ByteString.copyFrom(new byte[300 + i]));
    }

    private static Object dynamic(Message message) {
        try {
            return DynamicMessage.parseFrom(message.getDescriptorForType(), message.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Geometry polygon(int i) {
        return SHAPES.createPolygon(
                new Coordinate[] {new Coordinate(0, 0), new Coordinate(0, i), new Coordinate(i, i), new Coordinate(0, 0)
                });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readingIsNoChange(Kind kind) {
        Object value = kind.of().apply(1);
        Digest before = HASHER.digest(value);
        for (Method reader : readers(value)) {
            read(reader, value);
            assertThat(HASHER.digest(value)).as("after %s", reader).isEqualTo(before);
        }
        assertThat(HASHER.digest(kind.of().apply(1)))
                .as("a value that nobody read")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anotherValueIsAnother(Kind kind) {
        Object one = kind.of().apply(1);
        Object other = kind.of().apply(2);
        assertThat(HASHER.digest(one)).isNotEqualTo(HASHER.digest(other));
        Stream.of(one, other).forEach(value -> readers(value).forEach(reader -> read(reader, value)));
        assertThat(HASHER.digest(one)).isNotEqualTo(HASHER.digest(other));
    }

    private static List<Method> readers(Object value) {
        return Arrays.stream(value.getClass().getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() != void.class
                        && !NO_READERS.contains(method.getName()))
                .sorted(java.util.Comparator.comparing(Method::toString))
                .toList();
    }

    private static void read(Method reader, Object value) {
        try {
            reader.setAccessible(true);
            Objects.toString(reader.invoke(value));
        } catch (InvocationTargetException | java.lang.reflect.InaccessibleObjectException e) {
            // What it refuses to say it says to nobody.
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
