package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.TwinMachines.Told;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 13.8: machines with other locales, time zones, charsets and hash seeds share a directory and a Redis. */
class DefaultsInProcessesTests {

    private static final String TEXTS = """
            package shop;
            import io.memo.Memoize;
            import java.io.*;
            import java.text.*;
            import java.time.*;
            import java.time.format.*;
            import java.time.temporal.WeekFields;
            import java.util.*;
            import java.util.function.*;
            @org.springframework.stereotype.Service
            public class Texts {
                public enum Kind { RETAIL, TRADE, STAFF, ISLAND }
                public record Offer(String name, Kind kind, Set<String> tags, Map<Kind, Integer> prices) implements Serializable {}
                private static final NumberFormat FORMAT = NumberFormat.getInstance();
                private static final String GREETING = "hi i".toUpperCase();
                private static final ZoneId ZONE = ZoneId.systemDefault();
                private final Locale own = Locale.getDefault();
                private final DateFormat dates = new SimpleDateFormat("EEE yyyy-MM-dd HH:mm");
                private final Collator collator = Collator.getInstance();
                private final Map<Kind, Integer> byKind = new HashMap<>(Map.of(Kind.RETAIL, 3, Kind.TRADE, 5, Kind.STAFF, 8));
                private final Set<String> words = Set.of("a", "b", "c", "d", "e", "f");
                private final Set<Kind> kinds = new HashSet<>(List.of(Kind.values()));
                @Memoize(persist = true) public String upper(String text) { return text.toUpperCase() + text.toUpperCase(Locale.ROOT); }
                @Memoize(persist = true) public String lower(String text) { return text.toLowerCase(); }
                @Memoize(persist = true) public String format(int n) { return String.format("%d %,.2f %tA", n, n / 7.0, LocalDate.EPOCH); }
                @Memoize(persist = true) public String formatted(double n) { return "%.3f".formatted(n) + new Formatter().format("%e", n); }
                @Memoize(persist = true) public String number(double n) { return NumberFormat.getInstance().format(n) + FORMAT.format(n); }
                @Memoize(persist = true) public Number parsed(String text) throws ParseException { return NumberFormat.getInstance().parse(text); }
                @Memoize(persist = true) public String money(int n) { return NumberFormat.getCurrencyInstance().format(n) + NumberFormat.getPercentInstance().format(n); }
                @Memoize(persist = true) public String decimal(int n) { return new DecimalFormat("#,##0.00").format(n) + new DecimalFormatSymbols().getDecimalSeparator(); }
                @Memoize(persist = true) public String message(int n) { return MessageFormat.format("{0} of {1,date,full}", n, new Date(n)); }
                @Memoize(persist = true) public String date(long at) { return new Date(at).toString(); }
                @Memoize(persist = true) public long calendar(int year) { return new GregorianCalendar(year, 0, 1).getTimeInMillis(); }
                @Memoize(persist = true) public LocalDate day(long at) { return LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneId.systemDefault()); }
                @Memoize(persist = true) public LocalDateTime dayOfConstant(long at) { return LocalDateTime.ofInstant(Instant.ofEpochMilli(at), ZONE); }
                @Memoize(persist = true) public String localized(LocalDate day) { return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)) + day.atStartOfDay().format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)); }
                @Memoize(persist = true) public String pattern(LocalDate day) { return day.format(DateTimeFormatter.ofPattern("EEEE d MMMM")); }
                @Memoize(persist = true) public String ofField(long at) { return dates.format(new Date(at)); }
                @Memoize(persist = true) public long timestamp(String text) { return java.sql.Timestamp.valueOf(text).getTime(); }
                @Memoize(persist = true) public byte[] bytes(String text) { return text.getBytes(); }
                @Memoize(persist = true) public String decoded(byte[] bytes) { return new String(bytes); }
                @Memoize(persist = true) public String read(byte[] bytes) throws IOException { return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes))).readLine(); }
                @Memoize(persist = true) public List<String> sorted(List<String> words) { List<String> list = new ArrayList<>(words); list.sort(Collator.getInstance()); return list; }
                @Memoize(persist = true) public List<String> sortedByField(List<String> words) { List<String> list = new ArrayList<>(words); list.sort(collator); return list; }
                @Memoize(persist = true) public List<String> sortedBy(List<String> words, Comparator<Object> order) { List<String> list = new ArrayList<>(words); list.sort(order); return list; }
                @Memoize(persist = true) public String country(String code) { return new Locale("", code).getDisplayCountry() + Locale.getDefault(); }
                @Memoize(persist = true) public String ofOwnLocale(int n) { return n + own.toString(); }
                @Memoize(persist = true) public String greeting(String name) { return GREETING + name; }
                @Memoize(persist = true) public String firstDay(int n) { return n + " " + WeekFields.of(Locale.getDefault()).getFirstDayOfWeek() + Calendar.getInstance().getFirstDayOfWeek(); }
                @Memoize(persist = true) public String lines(String text) { StringWriter out = new StringWriter(); new PrintWriter(out).println(text); return out + String.format("%n") + "\\n".formatted(); }
                @Memoize(persist = true) public String path(String name) { return new File("a", name).getPath() + java.nio.file.Path.of("a", name); }
                @Memoize(persist = true) public String bundle(String key) { return ResourceBundle.getBundle("texts").getString(key); }
                @Memoize(persist = true) public String zoneName(int n) { return TimeZone.getDefault().getDisplayName() + TimeZone.getDefault().getOffset(n) + ZoneId.systemDefault().getRules().getOffset(Instant.ofEpochMilli(n)); }
                @Memoize(persist = true) public String mapped(String text, UnaryOperator<String> operator) { return operator.apply(text); }
                @Memoize(persist = true) public String offered(Offer offer) { return offer.name().toUpperCase() + offer.tags().size() + new TreeMap<>(offer.prices()); }
                @Memoize(persist = true) public Offer offer(String name) { return new Offer(name.toUpperCase(), Kind.TRADE, Set.of("a", "b", name), Map.of(Kind.RETAIL, 1, Kind.STAFF, 2)); }
                @Memoize(persist = true) public int sum(Set<String> tags, Map<Kind, Integer> prices) { return tags.size() + prices.values().stream().mapToInt(n -> n).sum() + byKind.get(Kind.TRADE) + words.size() + kinds.size(); }
                @Memoize(persist = true) public Set<Kind> others(Set<Kind> kinds) { Set<Kind> others = new HashSet<>(this.kinds); others.removeAll(kinds); return others; }
                @Memoize(persist = true) public Map<Kind, List<String>> grouped(Collection<String> words) { return words.stream().collect(java.util.stream.Collectors.groupingBy(word -> Kind.values()[word.length() % 4])); }
            }
            """;

    private static final String CALLS = """
            package shop;
            import java.time.LocalDate;
            import java.util.*;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Calls {
                @org.springframework.context.annotation.Bean
                Main.Listed listed(Texts bean) {
                    Texts plain = new Texts();
                    byte[] bytes = {65, -61, -87, -128, 66};
                    List<String> words = List.of("zebra", "\\u00e4pfel", "Apfel", "ch", "cz", "\\u0131", "i", "I", "\\u0130");
                    Map<String, Main.Call> calls = new TreeMap<>();
                    add(calls, "upper", plain, bean, texts -> texts.upper("title \\u00df"));
                    add(calls, "lower", plain, bean, texts -> texts.lower("TITLE I"));
                    add(calls, "format", plain, bean, texts -> texts.format(12345));
                    add(calls, "formatted", plain, bean, texts -> texts.formatted(1234.5));
                    add(calls, "number", plain, bean, texts -> texts.number(1234567.891));
                    add(calls, "parsed", plain, bean, texts -> texts.parsed("1.234,5"));
                    add(calls, "money", plain, bean, texts -> texts.money(1234));
                    add(calls, "decimal", plain, bean, texts -> texts.decimal(12345));
                    add(calls, "message", plain, bean, texts -> texts.message(12345));
                    add(calls, "date", plain, bean, texts -> texts.date(0));
                    add(calls, "calendar", plain, bean, texts -> texts.calendar(1970));
                    add(calls, "day", plain, bean, texts -> texts.day(0));
                    add(calls, "dayOfConstant", plain, bean, texts -> texts.dayOfConstant(0));
                    add(calls, "localized", plain, bean, texts -> texts.localized(LocalDate.EPOCH));
                    add(calls, "pattern", plain, bean, texts -> texts.pattern(LocalDate.EPOCH));
                    add(calls, "ofField", plain, bean, texts -> texts.ofField(0));
                    add(calls, "timestamp", plain, bean, texts -> texts.timestamp("1970-01-01 00:00:00"));
                    add(calls, "bytes", plain, bean, texts -> texts.bytes("\\u00e9\\u20ac\\u0131"));
                    add(calls, "decoded", plain, bean, texts -> texts.decoded(bytes));
                    add(calls, "read", plain, bean, texts -> texts.read(bytes));
                    add(calls, "sorted", plain, bean, texts -> texts.sorted(words));
                    add(calls, "sortedByField", plain, bean, texts -> texts.sortedByField(words));
                    add(calls, "sortedBy", plain, bean, texts -> texts.sortedBy(words, java.text.Collator.getInstance()));
                    add(calls, "country", plain, bean, texts -> texts.country("DE"));
                    add(calls, "ofOwnLocale", plain, bean, texts -> texts.ofOwnLocale(1));
                    add(calls, "greeting", plain, bean, texts -> texts.greeting("Ida"));
                    add(calls, "firstDay", plain, bean, texts -> texts.firstDay(1));
                    add(calls, "lines", plain, bean, texts -> texts.lines("a"));
                    add(calls, "path", plain, bean, texts -> texts.path("b"));
                    add(calls, "bundle", plain, bean, texts -> texts.bundle("hello"));
                    add(calls, "zoneName", plain, bean, texts -> texts.zoneName(0));
                    add(calls, "mapped", plain, bean, texts -> texts.mapped("title", String::toUpperCase));
                    add(calls, "mapped by a lambda", plain, bean, texts -> texts.mapped("title", text -> text.toUpperCase() + 1));
                    add(calls, "offered", plain, bean, texts -> texts.offered(plain.offer("ivy")));
                    add(calls, "offer", plain, bean, texts -> texts.offer("ivy"));
                    add(calls, "sum", plain, bean, texts -> texts.sum(Set.of("x", "y", "z", "u", "v"), Map.of(Texts.Kind.TRADE, 4, Texts.Kind.STAFF, 5)));
                    add(calls, "others", plain, bean, texts -> texts.others(new HashSet<>(List.of(Texts.Kind.TRADE, Texts.Kind.ISLAND))));
                    add(calls, "grouped", plain, bean, texts -> texts.grouped(words));
                    return () -> calls;
                }
                interface OnTexts { Object on(Texts texts) throws Exception; }
                private static void add(Map<String, Main.Call> calls, String name, Texts plain, Texts bean, OnTexts call) {
                    calls.put(name, plainly -> call.on(plainly ? plain : bean));
                }
            }
            """;

    /** Whether its results leave the process is not what this is about. */
    private static final String OF_LAMBDAS = "Texts.mapped";

    private static final boolean THOROUGH = Integer.getInteger("memo.kills", 1) > 1;

    private static final List<String> ENGLISH =
            List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8");

    /** Those of the whole suite differ in all that there is, those of {@code -Pthorough} in one thing each. */
    private static Map<String, List<String>> others() {
        Map<String, List<String>> others = new TreeMap<>();
        others.put(
                "Turkish",
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Europe/Istanbul",
                        "-Dfile.encoding=ISO-8859-9",
                        "-Dline.separator=\r\n"));
        if (THOROUGH) {
            others.put("charset", with("-Dfile.encoding=ISO-8859-1"));
            others.put("zone", with("-Duser.timezone=America/New_York"));
            others.put("offset of the zone", with("-Duser.timezone=GMT+05:30"));
            others.put("formats", with("-Duser.language.format=de", "-Duser.country.format=AT"));
            others.put("display", with("-Duser.language.display=fr", "-Duser.country.display=FR"));
            others.put(
                    "digits",
                    with("-Duser.language=th", "-Duser.country=TH", "-Duser.extensions=u-nu-thai-ca-buddhist"));
            others.put("variant", with("-Duser.variant=x"));
            others.put("Norwegian of old", with("-Duser.language=no", "-Duser.country=NO", "-Duser.variant=NY"));
            others.put("Norwegian of now", with("-Duser.language=nn", "-Duser.country=NO"));
            others.put("lines", with("-Dline.separator=\r\n"));
            others.put("data of locales", with("-Djava.locale.providers=COMPAT"));
        }
        return others;
    }

    private static List<String> with(String... more) {
        return Stream.concat(ENGLISH.stream(), Stream.of(more)).toList();
    }

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "Issue 13.8, SPEC 4.7, P08: with other defaults no answer is another machine's; with the same ones all are hits, from"
                    + " the directory and from Redis alone")
    void onOneDirectoryAndOneRedis() throws IOException {
        try (RedisServerFixture redis = RedisServerFixture.start()) {
            TwinMachines machines = new TwinMachines(folder.resolve("classes"), redis, List.of(TEXTS, CALLS));
            bundle("texts", "hello");
            bundle("texts_tr", "merhaba");
            bundle("texts_de_AT", "servus");
            Path kept = folder.resolve("kept");
            Told first = machines.run(kept, ENGLISH);
            assertThat(first.wrong()).isEmpty();
            assertThat(first.unkept())
                    .filteredOn(each -> !each.startsWith(OF_LAMBDAS))
                    .isEmpty();
            others().forEach((name, defaults) ->
                    assertThat(machines.run(kept, defaults).wrong()).as(name).isEmpty());
            Told again = machines.run(kept, ENGLISH);
            assertThat(again.calls()).isEqualTo(first.calls());
            assertThat(again.wrong()).isEmpty();
            assertThat(again.missed()).isSubsetOf(OF_LAMBDAS);
            Told elsewhere = machines.run(folder.resolve("elsewhere"), ENGLISH);
            assertThat(elsewhere.wrong()).isEmpty();
            assertThat(elsewhere.missed()).isSubsetOf(OF_LAMBDAS);
        }
    }

    private void bundle(String name, String hello) throws IOException {
        Files.writeString(folder.resolve("classes").resolve(name + ".properties"), "hello=" + hello + "\n");
    }
}
