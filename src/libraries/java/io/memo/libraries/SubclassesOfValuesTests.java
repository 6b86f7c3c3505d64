package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import io.memo.UnhashableTypeException;
import io.memo.hash.StructuralHasher;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.SimpleTimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("SPEC 4.3, 4.5, issue 13: a subclass of a JDK's value holds more than that value")
class SubclassesOfValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    static final class Money extends BigDecimal {

        private static final long serialVersionUID = 1L;
        private String currency;

        Money(String amount, String currency) {
            super(amount);
            this.currency = currency;
        }

        @Override
        public int hashCode() {
            return currency.hashCode();
        }
    }

    static final class Ticket extends BigInteger {

        private static final long serialVersionUID = 1L;
        private String series;

        Ticket(String number, String series) {
            super(number);
            this.series = series;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + series.hashCode();
        }
    }

    static final class Deadline extends Date {

        private static final long serialVersionUID = 1L;
        private String reason;

        Deadline(long at, String reason) {
            super(at);
            this.reason = reason;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + reason.hashCode();
        }
    }

    static final class Stamp extends java.sql.Timestamp {

        private static final long serialVersionUID = 1L;
        private String by;

        Stamp(long at, String by) {
            super(at);
            this.by = by;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + by.hashCode();
        }
    }

    static final class Bits extends BitSet {

        private static final long serialVersionUID = 1L;
        private String name;

        Bits(int bit, String name) {
            set(bit);
            this.name = name;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + name.hashCode();
        }
    }

    static final class Named extends File {

        private static final long serialVersionUID = 1L;
        private String title;

        Named(String path, String title) {
            super(path);
            this.title = title;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + title.hashCode();
        }
    }

    static final class Server extends InetSocketAddress {

        private static final long serialVersionUID = 1L;
        private String role;

        Server(int port, String role) {
            super(port);
            this.role = role;
        }

        @Override
        public String toString() {
            return role;
        }
    }

    static final class Holder extends AtomicReference<String> {

        private static final long serialVersionUID = 1L;
        private String name;

        Holder(String value, String name) {
            super(value);
            this.name = name;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + name.hashCode();
        }
    }

    static final class Zone extends SimpleTimeZone {

        private static final long serialVersionUID = 1L;
        private String note;

        Zone(int offset, String note) {
            super(offset, "A");
            this.note = note;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + note.hashCode();
        }
    }

    static final class Dates extends SimpleDateFormat {

        private static final long serialVersionUID = 1L;
        private String note;

        Dates(String pattern, String note) {
            super(pattern, Locale.ROOT);
            this.note = note;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + note.hashCode();
        }
    }

    static final class Numbers extends DecimalFormat {

        private static final long serialVersionUID = 1L;
        private String note;

        Numbers(String pattern, String note) {
            super(pattern);
            this.note = note;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + note.hashCode();
        }
    }

    static final class Days extends GregorianCalendar {

        private static final long serialVersionUID = 1L;
        private String note;

        Days(int year, String note) {
            super(year, 0, 1);
            this.note = note;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + note.hashCode();
        }
    }

    static Stream<Pair> pairs() {
        return Stream.of(
                Pair.of("BigDecimal, its own", () -> new Money("1", "EUR"), () -> new Money("1", "USD")),
                Pair.of("BigDecimal, inherited", () -> new Money("1", "EUR"), () -> new Money("2", "EUR")),
                Pair.of("BigDecimal itself", () -> new Money("1", "EUR"), () -> new BigDecimal("1")),
                Pair.of("BigInteger, its own", () -> new Ticket("1", "a"), () -> new Ticket("1", "b")),
                Pair.of("BigInteger, inherited", () -> new Ticket("1", "a"), () -> new Ticket("2", "a")),
                Pair.of("Date, its own", () -> new Deadline(1, "a"), () -> new Deadline(1, "b")),
                Pair.of("Date, inherited", () -> new Deadline(1, "a"), () -> new Deadline(2, "a")),
                Pair.of("Timestamp, its own", () -> new Stamp(1, "a"), () -> new Stamp(1, "b")),
                Pair.of("Timestamp, inherited", () -> new Stamp(1, "a"), () -> new Stamp(2, "a")),
                Pair.of("BitSet, its own", () -> new Bits(1, "a"), () -> new Bits(1, "b")),
                Pair.of("BitSet, inherited", () -> new Bits(1, "a"), () -> new Bits(2, "a")),
                Pair.of("File, its own", () -> new Named("a", "a"), () -> new Named("a", "b")),
                Pair.of("File, inherited", () -> new Named("a", "a"), () -> new Named("b", "a")),
                Pair.of("InetSocketAddress, inherited", () -> new Server(1, "a"), () -> new Server(2, "a")),
                Pair.of("AtomicReference, its own", () -> new Holder("a", "a"), () -> new Holder("a", "b")),
                Pair.of("AtomicReference, inherited", () -> new Holder("a", "a"), () -> new Holder("b", "a")),
                Pair.of("SimpleTimeZone, its own", () -> new Zone(1, "a"), () -> new Zone(1, "b")),
                Pair.of("SimpleTimeZone, inherited", () -> new Zone(1, "a"), () -> new Zone(2, "a")),
                Pair.of("SimpleDateFormat, its own", () -> new Dates("yyyy", "a"), () -> new Dates("yyyy", "b")),
                Pair.of("SimpleDateFormat, inherited", () -> new Dates("yyyy", "a"), () -> new Dates("yy", "a")),
                Pair.of("DecimalFormat, its own", () -> new Numbers("0", "a"), () -> new Numbers("0", "b")),
                Pair.of("DecimalFormat, inherited", () -> new Numbers("0", "a"), () -> new Numbers("0.0", "a")),
                Pair.of("GregorianCalendar, its own", () -> new Days(2000, "a"), () -> new Days(2000, "b")),
                Pair.of("GregorianCalendar, inherited", () -> new Days(2000, "a"), () -> new Days(2001, "a")));
    }

    /** Refused is right as well: nobody gets a wrong value. */
    @ParameterizedTest
    @MethodSource("pairs")
    void isToldApartOrRefused(Pair pair) {
        try {
            HASHER.digest(pair.one().get());
        } catch (UnhashableTypeException e) {
            assertThat(e).hasMessageContaining("whose state memo cannot read");
            assertThat(pair.name()).matches("(Timestamp|SimpleTimeZone|GregorianCalendar),.*");
            return;
        }
        assertThat(HASHER.digest(pair.one().get()))
                .isNotEqualTo(HASHER.digest(pair.other().get()));
        Places.tellApart(pair);
    }

    @Test
    @DisplayName(
            "SPEC 3.6, 4.10: one that is a variable of the code is not taken for the same once it is changed in place")
    void changedInPlaceAsAVariable() {
        Deadline deadline = new Deadline(1, "a");
        Supplier<Long> memoized = Memoizer.create().memoize(() -> deadline.getTime());
        assertThat(memoized.get()).isEqualTo(1);
        deadline.setTime(2);
        assertThat(memoized.get()).isEqualTo(2);
        Bits bits = new Bits(1, "a");
        Supplier<Integer> count = Memoizer.create().memoize(() -> bits.cardinality());
        assertThat(count.get()).isEqualTo(1);
        bits.set(5);
        assertThat(count.get()).isEqualTo(2);
        Holder holder = new Holder("a", "a");
        Supplier<String> held = Memoizer.create().memoize(() -> holder.get());
        assertThat(held.get()).isEqualTo("a");
        holder.set("b");
        assertThat(held.get()).isEqualTo("b");
        Days days = new Days(2000, "a");
        Supplier<Integer> year = Memoizer.create().memoize(() -> days.get(Calendar.YEAR));
        assertThat(year.get()).isEqualTo(2000);
        days.set(Calendar.YEAR, 2001);
        assertThat(year.get()).isEqualTo(2001);
    }

    @Test
    void pathsOfOtherFileSystemsAreToldApart(@TempDir Path folder) throws Exception {
        try (FileSystem one = FileSystems.newFileSystem(folder.resolve("one.zip"), Map.of("create", "true"));
                FileSystem other = FileSystems.newFileSystem(folder.resolve("other.zip"), Map.of("create", "true"))) {
            Files.writeString(one.getPath("/rates.csv"), "1");
            Files.writeString(other.getPath("/rates.csv"), "2");
            Places.tellApart(Pair.of("zip", () -> one.getPath("/rates.csv"), () -> other.getPath("/rates.csv")));
            Places.tellApart(Pair.of("zip", () -> one.getPath("/rates.csv"), () -> Path.of("/rates.csv")));
        }
    }
}
