package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cache would hide is found by kind and place, and nothing else is. */
@DisplayName("6.5")
class FindingTests {

    private static List<Finding> in(String classes) {
        Compiled compiled = Compiled.of(
                "package app; import java.util.*; import java.time.*; import java.nio.file.*; " + classes, "-g");
        Method method = compiled.method("app.Svc", "price");
        return compiled.fingerprinter("app").findings(method, method.getDeclaringClass());
    }

    private static List<Finding> inBody(String body) {
        return in("class Svc { Object price() throws Exception { " + body + " } }");
    }

    private static Stream<String> codes(List<Finding> findings) {
        return findings.stream().map(finding -> finding.kind().code()).distinct();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            clock          | return System.currentTimeMillis();
            clock          | return System.nanoTime();
            clock          | return Instant.now();
            clock          | return LocalDate.now();
            clock          | return LocalDate.now(ZoneOffset.UTC);
            clock          | return LocalDateTime.now();
            clock          | return ZonedDateTime.now();
            clock          | return OffsetDateTime.now();
            clock          | return Year.now();
            clock          | return YearMonth.now();
            clock          | return Clock.systemUTC().instant();
            clock          | return new Date();
            clock          | return Calendar.getInstance();
            clock          | return new GregorianCalendar();
            clock          | java.util.function.Supplier<Instant> s = Instant::now; return s.get();
            clock          | return Optional.empty().orElseGet(() -> LocalDate.now());
            random         | return new Random().nextInt();
            random         | return new java.security.SecureRandom().nextLong();
            random         | return java.util.concurrent.ThreadLocalRandom.current().nextInt(6);
            random         | return Math.random();
            random         | return UUID.randomUUID();
            random         | return new SplittableRandom().nextInt();
            random         | return java.util.random.RandomGenerator.getDefault().nextInt();
            random         | List<Integer> l = new ArrayList<>(); Collections.shuffle(l); return l;
            environment    | return System.getenv("HOME");
            environment    | return System.getProperty("user.home");
            environment    | return System.getProperties();
            environment    | return Boolean.getBoolean("x");
            environment    | return Integer.getInteger("x");
            locale         | return Locale.getDefault();
            locale         | return TimeZone.getDefault();
            locale         | return ZoneId.systemDefault();
            thread-local   | return Thread.currentThread().getName();
            thread-local   | return org.slf4j.MDC.get("user");
            random         | return System.identityHashCode("");
            environment    | return Runtime.getRuntime().availableProcessors();
            environment    | return ProcessHandle.current();
            environment    | return Path.of("a").toAbsolutePath();
            environment    | return java.net.InetAddress.getLocalHost();
            io-without-ttl | return new Scanner(Path.of("a")).next();
            io-without-ttl | return javax.imageio.ImageIO.read(new java.net.URL("http://a")).getHeight();
            io-without-ttl | return ((javax.xml.parsers.DocumentBuilder) null).parse("a");
            io-without-ttl | return Files.createTempFile("a", "b");
            io-without-ttl | return Files.readString(Path.of("a"));
            io-without-ttl | return new java.io.FileInputStream("a").readAllBytes();
            io-without-ttl | return new java.io.File("a").exists();
            io-without-ttl | return new java.net.URL("http://a").openStream().readAllBytes();
            io-without-ttl | return ((java.sql.PreparedStatement) null).executeQuery();
            io-without-ttl | return ((javax.sql.DataSource) null).getConnection().getSchema();
            """)
    void isFoundAtItsPlace(String code, String body) {
        List<Finding> findings = inBody(body);
        assertThat(codes(findings)).containsExactly(code);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.place()).isEqualTo("app.Svc.price(Source.java:1)"));
    }

    @ParameterizedTest
    @DisplayName("SPEC 6.11: what decides without a word, and stays as it is while the process runs")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            locale         | return String.format("%d", 1);
            locale         | return "I".toLowerCase();
            locale         | return "a".getBytes();
            locale         | return java.text.NumberFormat.getInstance().format(1);
            locale         | return java.time.format.DateTimeFormatter.ofPattern("EEEE").format(LocalDate.EPOCH);
            locale         | return java.text.MessageFormat.format("{0}", 1);
            locale         | return java.text.Collator.getInstance().compare("a", "b");
            locale         | return new Date(0).toString();
            locale         | return new GregorianCalendar(2020, 1, 1);
            locale         | return ResourceBundle.getBundle("a").getString("b");
            io-without-ttl | return Object.class.getResourceAsStream("/" + hashCode()).readAllBytes();
            random         | enum Kind { ONE } return Kind.ONE.hashCode();
            random         | return java.math.RoundingMode.UP.hashCode();
            """)
    void isOfTheProcess(String code, String body) {
        assertThat(inBody(body)).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.kind().code()).isEqualTo(code);
            assertThat(finding.kind().isOfProcess()).isTrue();
        });
    }

    @ParameterizedTest
    @DisplayName("SPEC 6.11: the same calls with the locale, the zone or the charset named")
    @ValueSource(
            strings = {
                "return String.format(Locale.ROOT, \"%d\", 1);",
                "return \"I\".toLowerCase(Locale.ROOT);",
                "return \"a\".getBytes(java.nio.charset.StandardCharsets.UTF_8);",
                "return java.text.NumberFormat.getInstance(Locale.ROOT).format(1);",
                "return java.text.Collator.getInstance(Locale.ROOT).compare(\"a\", \"b\");",
                "return new Date(0).getTime();",
            })
    void isNamed(String body) {
        assertThat(inBody(body)).isEmpty();
    }

    @Test
    @DisplayName("SPEC 6.5: the nearest place comes first, whatever its name")
    void whatFewerCallsLeadToComesFirst() {
        assertThat(in("""
                class Aaa { Object far() { return Instant.now(); } }
                class Bbb { final Aaa aaa = new Aaa(); Object near() { return List.of(Instant.now(), aaa.far()); } }
                class Svc { final Bbb bbb = new Bbb(); Object price() { return bbb.near(); } }
                """))
                .extracting(Finding::place)
                .containsExactly("app.Bbb.near(Source.java:2)", "app.Aaa.far(Source.java:1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return LocalDate.of(2020, 1, 1).plusDays(1);",
                "return Instant.parse(\"2020-01-01T00:00:00Z\");",
                "return new Date(0L);",
                "return String.format(Locale.ROOT, \"%s %d\", \"a\", 1);",
                "return new Random(42).nextInt();",
                "Random r = new Random(7); List<Integer> l = new ArrayList<>(); Collections.shuffle(l, r); return l;",
                "return UUID.nameUUIDFromBytes(new byte[0]);",
                "return UUID.fromString(\"00000000-0000-0000-0000-000000000000\");",
                "org.slf4j.LoggerFactory.getLogger(\"a\").info(\"now {}\", 1); return 1;",
                "return new java.io.ByteArrayInputStream(new byte[1]).read();",
                "return Path.of(\"a\").resolve(\"b\").toString();",
                "return System.lineSeparator();",
                "Thread.currentThread().interrupt(); return 1;",
                "return String.class.getName() + Locale.ROOT + ZoneId.of(\"UTC\");",
            })
    void isNotFound(String body) {
        assertThat(inBody(body)).isEmpty();
    }

    @Test
    void oneLinePerPlaceWhereverItIsReached() {
        List<Finding> findings = in("""
                interface Rates { Object rate(); }
                class Fixed implements Rates { public Object rate() { return 1; } }
                class Live implements Rates {
                    public Object rate() {
                        return Instant.now();
                    }
                }
                class Svc { final Rates rates = new Live(); Object price() { return List.of(rates.rate(), rates.rate()); } }
                class Unrelated { Object never() { return Instant.now(); } }
                """);
        assertThat(findings).singleElement().hasToString("app.Live.rate(Source.java:5) calls java.time.Instant.now()");
        assertThat(findings.get(0).type()).isEqualTo("app.Live");
        assertThat(findings.get(0).line()).isEqualTo(5);
    }

    @Test
    void withoutDebugInformationThePlaceHasNoLine() {
        Compiled compiled =
                Compiled.of("package app; class Svc { Object price() { return new java.util.Date(); } }", "-g:none");
        assertThat(compiled.fingerprinter("app")
                        .findings(compiled.method("app.Svc", "price"), compiled.type("app.Svc")))
                .singleElement()
                .hasToString("app.Svc.price makes a java.util.Date");
    }

    @Test
    void firstValuesOfFieldsArePartOfTheKey() {
        assertThat(in(
                        "class Svc { static final long START = System.nanoTime(); final String home = System.getenv(\"HOME\");"
                                + " final Object at; Svc() { at = load(); } Object load() { return Instant.now(); }"
                                + " Object price() { return home + START + at; } }"))
                .isEmpty();
    }

    @Test
    void aLambdaInAFieldRunsLater() {
        assertThat(codes(in("class Svc { final java.util.function.Supplier<Object> now = () -> Instant.now();"
                        + " Object price() { return now.get(); } }")))
                .containsExactly("clock");
    }

    @Test
    void aConstructorThatRunsIsCode() {
        assertThat(in("class Order { final Instant at; Order() { at = Instant.now(); } }"
                        + " class Svc { Object price() { return new Order(); } }"))
                .singleElement()
                .hasToString("app.Order.<init>(Source.java:1) calls java.time.Instant.now()");
    }

    @Test
    void anObjectThatIsMadeMayBeCalledByALibrary() {
        assertThat(
                        codes(
                                in(
                                        "class Late implements Comparator<Long> { public int compare(Long a, Long b) {"
                                                + " return Long.compare(a, System.nanoTime()); } }"
                                                + " class Svc { Object price() { List<Long> l = new ArrayList<>(); l.sort(new Late()); return l; } }")))
                .containsExactly("clock");
    }

    @Test
    void aThreadLocalIsFound() {
        assertThat(codes(in("class Svc { static final ThreadLocal<String> USER = new ThreadLocal<>();"
                        + " Object price() { return USER.get(); } }")))
                .containsExactly("thread-local");
    }

    @Test
    @DisplayName("entities, records, enums and constants raise no alarm")
    void plainDomainCodeIsSilent() {
        assertThat(in("""
                enum Kind { A, B }
                record Line(String text, int count) { Line { Objects.requireNonNull(text); } }
                class Order { private int total; Order(int t) { total = t; } void add(int x) { total += x; }
                    int total() { return total; } void touch() { at = Instant.now(); } Instant at; }
                class Svc {
                    static final Map<String, Integer> RATES = Map.of("a", 1);
                    final java.util.concurrent.locks.ReentrantLock lock = new java.util.concurrent.locks.ReentrantLock();
                    Object price(Kind kind) {
                        lock.lock();
                        try {
                            Order order = new Order(1);
                            order.add(RATES.get("a"));
                            switch (kind) { case A: return new Line("a", order.total()).toString(); default: return order; }
                        } finally { lock.unlock(); }
                    }
                }
                """)).isEmpty();
    }

    @Nested
    class WrittenState {

        @Test
        void aCounterIsFound() {
            assertThat(in("class Svc { int calls; Object price() { return calls++; } }"))
                    .singleElement()
                    .hasToString("app.Svc.price(Source.java:1) writes app.Svc.calls, which is also read");
        }

        @Test
        void aLazilyFilledFieldIsFound() {
            assertThat(codes(in("class Svc { Object cached; Object price() { if (cached == null) cached = make();"
                            + " return cached; } Object make() { return 1; } }")))
                    .containsExactly("written-state");
        }

        @Test
        void aStaticAndAFieldOfAnInjectedObjectAreFound() {
            assertThat(in("class Counter { static int all; private int own; int next() { all++; return own++; } }"
                            + " class Svc { private final Counter counter; Svc(Counter c) { counter = c; }"
                            + " Object price() { return counter.next(); } }"))
                    .extracting(Finding::what)
                    .containsExactly(
                            "writes app.Counter.all, which is also read", "writes app.Counter.own, which is also read");
        }

        @ParameterizedTest
        @DisplayName("Issue 12.15: a value in a field is changed by a method of its own")
        @CsvSource(delimiter = '|', textBlock = """
                java.util.concurrent.atomic.AtomicInteger | n.incrementAndGet();                     | java.util.concurrent.atomic.AtomicInteger.incrementAndGet()
                java.util.concurrent.atomic.AtomicLong    | n.getAndAdd(2);                          | java.util.concurrent.atomic.AtomicLong.getAndAdd(long)
                java.util.concurrent.atomic.LongAdder     | n.increment();                           | java.util.concurrent.atomic.LongAdder.increment()
                Map<String, Integer>                      | n.merge("a", 1, Integer::sum);           | java.util.Map.merge(java.lang.Object, java.lang.Object, java.util.function.BiFunction)
                Map<String, Integer>                      | n.computeIfAbsent("a", String::length);  | java.util.Map.computeIfAbsent(java.lang.Object, java.util.function.Function)
                HashMap<String, Integer>                  | n.put("a", n.size() > 1 ? 1 : 2);        | java.util.HashMap.put(java.lang.Object, java.lang.Object)
                List<String>                              | List<String> l = n; l.add("a");          | java.util.List.add(java.lang.Object)
                List<String>                              | List.of("a").forEach(n::add);            | java.util.List.add(java.lang.Object)
                List<String>                              | List.of("a").forEach(a -> n.add(a));     | java.util.List.add(java.lang.Object)
                List<String>                              | Collections.sort(n);                     | java.util.Collections.sort(java.util.List)
                StringBuilder                             | n.append(1);                             | java.lang.StringBuilder.append(int)
                """)
        void aValueThatChangesItselfIsFound(String type, String change, String call) {
            assertThat(in("class Svc { static final %s n = null; Object price() { %s return n.toString(); } }"
                            .formatted(type, change)))
                    .singleElement()
                    .hasToString("app.Svc.price(Source.java:1) calls " + call + " on app.Svc.n, which is also read");
            assertThat(in("class Svc { final %s n; Svc(%1$s n) { this.n = n; } Object price() { %s return 1; } }"
                            .formatted(type, change)))
                    .hasSize(1);
            assertThat(in("class Svc { @io.memo.MemoIgnore %s n; Object price() { %s return 1; } }"
                            .formatted(type, change)))
                    .isEmpty();
            assertThat(in("class Svc { Object price() { return with(null); } Object with(%s n) { %s return 1; } }"
                            .formatted(type, change)))
                    .isEmpty();
        }

        @Test
        @DisplayName("Issue 12.15: an array in a field")
        void anArrayIsFound() {
            assertThat(in("class Svc { final int[] n = new int[3]; Object price() { n[1]++; return n[1]; } }"))
                    .singleElement()
                    .hasToString("app.Svc.price(Source.java:1) writes to the array on app.Svc.n, which is also read");
        }

        @Test
        @DisplayName("SPEC 3.6 (b): what counts by which object it is may do inside what it likes")
        void anObjectWithoutValueIsNot() {
            assertThat(in("class Svc { final java.util.concurrent.Semaphore s = new java.util.concurrent.Semaphore(1);"
                            + " final java.util.concurrent.atomic.AtomicInteger n = new java.util.concurrent.atomic.AtomicInteger();"
                            + " Object price() { s.tryAcquire(); s.release(); return n.get(); } }"))
                    .isEmpty();
        }

        @Test
        void whatIsOnlyWrittenOrOnlyReadOrIgnoredIsNot() {
            assertThat(
                            in(
                                    "class Svc { int last; final int rate; @io.memo.MemoIgnore int calls; Svc(int r) { rate = r; }"
                                            + " void set(int x) { last = x; } Object price(int x) { last = x; calls++; return rate; } }"))
                    .isEmpty();
        }

        @Test
        void anObjectOfItsOwnIsNot() {
            assertThat(in("class Sum { int total; void add(int x) { total += x; } }"
                            + " class Svc { Object price() { Sum s = new Sum(); s.add(1); return s.total; } }"))
                    .isEmpty();
        }
    }

    @Nested
    class SelfCalls {

        private List<Finding> in(String members) {
            Compiled compiled = Compiled.of("package app; class Base { Object price(int n) { return n; } }"
                    + " class Svc extends Base { Svc self; " + members + " }");
            return compiled.fingerprinter("app")
                    .selfCalls(compiled.method("app.Svc", "price"), compiled.type("app.Svc"));
        }

        @Test
        void whoeverCallsIsFound() {
            assertThat(in("Object price(int n) { return n; } Object all() { return price(1); }"))
                    .singleElement()
                    .hasToString("app.Svc.all(Source.java:1) calls price on this");
            assertThat(in("Object price(int n) { return n == 0 ? 0 : this.price(n - 1); }"))
                    .hasSize(1);
            assertThat(
                            in(
                                    "Object price(int n) { return n; }"
                                            + " Object all() { return java.util.stream.IntStream.of(1).mapToObj(this::price).toList(); }"))
                    .hasSize(1);
            assertThat(
                            in(
                                    "Object price(int n) { return n; }"
                                            + " Object all() { return java.util.stream.IntStream.of(1).mapToObj(n -> price(n)).toList(); }"))
                    .singleElement()
                    .asString()
                    .startsWith("app.Svc.all(");
        }

        @Test
        void callsThroughAnotherReferenceAreNot() {
            assertThat(in("Object price(int n) { return super.price(n); } Object all() { return self.price(1); }"
                            + " Object priceOf(long n) { return n; } Object other() { return priceOf(1L); }"))
                    .isEmpty();
        }
    }
}
