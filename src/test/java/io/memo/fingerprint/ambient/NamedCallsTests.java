package io.memo.fingerprint.ambient;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ContextBeans;
import io.memo.fingerprint.FindingKind;
import io.memo.fingerprint.classfile.code.MethodRef;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilder;
import kotlin.collections.CollectionsKt;
import kotlin.io.FilesKt;
import kotlin.random.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.MessageSourceAccessor;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.util.StopWatch;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Issue 13.14: the calls that were tried and not found, with the real libraries, and others of their kind. */
class NamedCallsTests {

    private static final CodeFingerprinter FINGERPRINTER = CodeFingerprinter.forPackages(
            NamedCallsTests.class.getClassLoader(), NamedCallsTests.class.getPackageName() + ".none");

    @Retention(RetentionPolicy.RUNTIME)
    private @interface Reads {
        FindingKind[] value() default {};
    }

    /** One call in each method. Nobody calls them. */
    @SuppressWarnings({"unused", "deprecation", "DefaultCharset", "StringCaseLocaleUsage", "JavaUtilDate"})
    static final class Calls {

        private Object any;
        private SecurityContextHolderStrategy strategy;
        private MessageSourceAccessor messages;
        private DocumentBuilder documents;
        private MockHttpServletRequest request;
        private DriverManagerDataSource driver;
        private DataSource source;

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object stringFormat() {
            return String.format("%d", 1);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object lowerCase() {
            return "I".toLowerCase();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object numbers() {
            return NumberFormat.getInstance();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object numbersByTheWayOfASubclass() {
            return DecimalFormat.getPercentInstance();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object decimals() {
            return new DecimalFormat("#,##0.00");
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object dates() {
            return DateTimeFormatter.ofPattern("EEEE");
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object message() {
            return MessageFormat.format("{0}", 1);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object collator() {
            return Collator.getInstance();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object bundleFallsBack() {
            return ResourceBundle.getBundle(String.valueOf(any), Locale.ROOT);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object scannedNumber() {
            return new Scanner("1,5").nextDouble();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object dateText() {
            return new Date(0).toString();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object zoneOfFormat() {
            return new SimpleDateFormat("yyyy", Locale.ROOT);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object calendarDate() {
            return new GregorianCalendar(2020, 1, 1);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object sqlHour() {
            return new java.sql.Time(0).toLocalTime();
        }

        @Reads(FindingKind.LOCALE)
        Object zone() {
            return ZoneId.systemDefault();
        }

        @Reads(FindingKind.LOCALE)
        Object zoneByTheWayOfASubclass() {
            return ZoneOffset.systemDefault();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object bytes() {
            return "a".getBytes();
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object printedBytes() throws Exception {
            return new java.io.PrintStream(new ByteArrayOutputStream());
        }

        @Reads(FindingKind.USER_CONTEXT)
        Object accessorWithoutLocale() {
            return messages.getMessage("code");
        }

        @Reads(FindingKind.USER_CONTEXT)
        Object currentRequest() {
            return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        }

        @Reads(FindingKind.USER_CONTEXT)
        Object contextOfSubscriber() {
            return Mono.deferContextual(view -> Mono.just(1));
        }

        @Reads(FindingKind.USER_CONTEXT)
        Object strategy() {
            return strategy.getContext();
        }

        @Reads(FindingKind.USER_CONTEXT)
        Object requestOfALibrarysOwnClass() {
            return request.getHeader("a");
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object scanner() throws Exception {
            return new Scanner(new File("a"));
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object image() throws Exception {
            return ImageIO.read(new File("a"));
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object document() throws Exception {
            return documents.parse(new File("a"));
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object temporary() throws Exception {
            return Files.createTempFile("a", "b");
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object dataSource() throws Exception {
            return source.getConnection();
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object dataSourceOfALibrarysOwnClass() throws Exception {
            return driver.getConnection();
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object fileResource() throws Exception {
            return new FileSystemResource("a").getInputStream();
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object hostOfUrl() throws Exception {
            return new URL("http://a").hashCode();
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object kotlinFile() {
            return FilesKt.readLines(new File("a"), StandardCharsets.UTF_8);
        }

        @Reads(FindingKind.RESOURCE)
        Object anyClassPathResource() {
            return NamedCallsTests.class.getResourceAsStream(String.valueOf(any));
        }

        @Reads(FindingKind.ENVIRONMENT)
        Object host() throws Exception {
            return InetAddress.getLocalHost();
        }

        @Reads(FindingKind.ENVIRONMENT)
        Object absolute() {
            return Path.of("a").toAbsolutePath();
        }

        @Reads(FindingKind.ENVIRONMENT)
        Object uri() {
            return new File("a").toURI();
        }

        @Reads(FindingKind.ENVIRONMENT)
        Object processors() {
            return Runtime.getRuntime().availableProcessors();
        }

        @Reads(FindingKind.ENVIRONMENT)
        Object pid() {
            return ProcessHandle.current();
        }

        @Reads(FindingKind.ENVIRONMENT)
        Object preferences() {
            return java.util.prefs.Preferences.userRoot();
        }

        @Reads(FindingKind.RANDOM)
        Object identity() {
            return System.identityHashCode(any);
        }

        @Reads(FindingKind.HASH_OF_PROCESS)
        Object hashOfConstant() {
            return FindingKind.CLOCK.hashCode();
        }

        @Reads(FindingKind.RANDOM)
        Object localRandom() {
            return ThreadLocalRandom.current();
        }

        @Reads(FindingKind.RANDOM)
        Object kotlinRandom() {
            return Random.Default.nextInt();
        }

        @Reads(FindingKind.RANDOM)
        Object kotlinShuffle() {
            return CollectionsKt.shuffled(List.of(1, 2));
        }

        @Reads(FindingKind.CLOCK)
        Object kotlinClock() {
            return kotlin.time.Clock.System.INSTANCE.now();
        }

        @Reads(FindingKind.CLOCK)
        Object stopWatch() {
            return new StopWatch().getTotalTimeMillis();
        }

        @Reads(FindingKind.CLOCK)
        void storedWithTheDate() throws Exception {
            new Properties().store(new ByteArrayOutputStream(), "");
        }

        @Reads
        Object withLocale() {
            return String.format(Locale.ROOT, "%d", 1)
                    + "I".toLowerCase(Locale.ROOT)
                    + NumberFormat.getInstance(Locale.US);
        }

        @Reads
        Object formatAlikeEverywhere() {
            return String.format("%s: %-5s %x%n", any, "a", 10) + "%s%%".formatted(any);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object formatOfNumbers() {
            return String.format("%s %d", any, 1);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object formatInUpperCase() {
            return "%S".formatted(any);
        }

        @Reads(FindingKind.LOCALE_BY_DEFAULT)
        Object formatByVariable() {
            return String.format(String.valueOf(any), any);
        }

        @Reads
        Object withCharset() {
            return new String("a".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }

        @Reads
        Object withSeed() {
            return kotlin.random.RandomKt.Random(7).nextInt();
        }

        @Reads
        Object ofBytes() throws Exception {
            return new ByteArrayResource(new byte[1]).getInputStream();
        }

        @Reads
        Object ofArguments() {
            return List.of(
                    LocalDate.EPOCH.plusDays(1), new Date(0).getTime(), Objects.hash(1, 2), new Date(0).getClass());
        }
    }

    /** SPEC 6.9: resources that constants name. */
    @SuppressWarnings("unused")
    static final class Constants {

        private ResourceLoader loader;

        @Reads
        Object ofClassPath() throws Exception {
            return new ClassPathResource("rates.csv").getInputStream();
        }

        @Reads
        Object ofLoader() throws Exception {
            Resource rates = loader.getResource("classpath:rates.csv");
            return rates.getContentAsString(StandardCharsets.UTF_8);
        }
    }

    /** SPEC 6.9: resources that constants do not name. */
    @SuppressWarnings("unused")
    static final class Variables {

        private String name = "";
        private ResourceLoader loader;

        @Reads(FindingKind.RESOURCE)
        Object ofClassPath() throws Exception {
            return new ClassPathResource(name).getInputStream();
        }

        @Reads(FindingKind.IO_WITHOUT_TTL)
        Object ofLoader() throws Exception {
            return loader.getResource("file:rates.csv").getInputStream();
        }
    }

    static Stream<Method> calls() {
        return Stream.of(Calls.class, Constants.class, Variables.class)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(each -> each.isAnnotationPresent(Reads.class));
    }

    @ParameterizedTest
    @DisplayName("Issue 13.14: each call is found, and what names its locale, charset or seed is not")
    @MethodSource("calls")
    void isFound(Method method) {
        assertThat(FINGERPRINTER.findings(method, method.getDeclaringClass(), ContextBeans.UNKNOWN))
                .extracting(each -> each.kind())
                .containsExactly(method.getAnnotation(Reads.class).value());
    }

    @ParameterizedTest
    @DisplayName("Issue 13.14: libraries that are not here, by their names")
    @CsvSource({
        "org/springframework/r2dbc/core/DatabaseClient, sql, IO_WITHOUT_TTL",
        "org/springframework/data/redis/connection/RedisStringCommands, get, IO_WITHOUT_TTL",
        "org/springframework/web/socket/WebSocketSession, getPrincipal, USER_CONTEXT",
        "org/springframework/jdbc/object/SqlQuery, execute, IO_WITHOUT_TTL",
    })
    void isFoundByName(String owner, String name, FindingKind kind) {
        assertThat(AmbientCalls.kindOf(new MethodRef(owner, name, "()V"))).isEqualTo(kind);
    }

    @Test
    @DisplayName("SPEC 6.9: what Spring reads by a constant is part of the code")
    void resourcesOfSpringCount() throws Exception {
        for (Method each : Constants.class.getDeclaredMethods()) {
            assertThat(FINGERPRINTER.fingerprint(each).manifest()).contains("resource rates.csv -> absent");
        }
    }

    @Test
    @DisplayName("SPEC 6.11: what a nearer type takes out of a table is not put back by a farther one")
    void theNearestTypeDecides() {
        MethodRef method = new MethodRef("org/springframework/core/io/ByteArrayResource", "getInputStream", "()V");
        List<String> above =
                List.of("org/springframework/core/io/AbstractResource", "org/springframework/core/io/Resource");
        assertThat(AmbientCalls.kindOf(method, above)).isNull();
        assertThat(AmbientCalls.kindOf(method.in("app/OwnResource"), above)).isEqualTo(FindingKind.IO_WITHOUT_TTL);
    }
}
