package io.memo.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, over the classes of all modules that users get: see CONTRIBUTING. */
@AnalyzeClasses(
        packages = "io.memo",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTests.WithoutFixtures.class})
class HouseRulesTests {

    private static final String[] LANGUAGE = {"java..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.memo.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rootUsesNothing = mayUse("io.memo");

    @ArchTest
    static final ArchRule digestUsesNothing = mayUse("io.memo.digest");

    @ArchTest
    static final ArchRule jvmUsesNothing = mayUse("io.memo.jvm");

    @ArchTest
    static final ArchRule hashUsesDigest =
            mayUse("io.memo.hash", "io.memo", "io.memo.digest", "io.memo.hash.plan", "io.memo.jvm");

    @ArchTest
    static final ArchRule plansUseAsm = mayUse("io.memo.hash.plan", "io.memo.digest", "org.objectweb.asm..");

    @ArchTest
    static final ArchRule fingerprintUsesDigest = mayUse("io.memo.fingerprint", "io.memo.digest");

    @ArchTest
    static final ArchRule classfileUsesAsm =
            mayUse("io.memo.fingerprint.classfile", "io.memo.fingerprint", "io.memo.digest", "org.objectweb.asm..");

    @ArchTest
    static final ArchRule callgraphUsesClassfile = mayUse(
            "io.memo.fingerprint.callgraph",
            "io.memo.fingerprint",
            "io.memo.fingerprint.ambient",
            "io.memo.fingerprint.classfile",
            "io.memo.digest",
            "io.memo.jvm");

    @ArchTest
    static final ArchRule ambientUsesClassfile =
            mayUse("io.memo.fingerprint.ambient", "io.memo.fingerprint", "io.memo.fingerprint.classfile");

    @ArchTest
    static final ArchRule keyUsesHashAndFingerprint =
            mayUse("io.memo.key", "io.memo", "io.memo.hash", "io.memo.fingerprint", "io.memo.digest", "io.memo.jvm");

    @ArchTest
    static final ArchRule storeUsesKey =
            mayUse("io.memo.store", "io.memo", "io.memo.key", "io.memo.hash", "io.memo.digest");

    @ArchTest
    static final ArchRule caffeineStoreUsesCaffeine = mayUse(
            "io.memo.store.caffeine",
            "io.memo",
            "io.memo.store",
            "io.memo.key",
            "com.github.benmanes.caffeine.cache..");

    @ArchTest
    static final ArchRule tiersUseHashing = mayUse(
            "io.memo.store.tier",
            "io.memo",
            "io.memo.store",
            "io.memo.key",
            "io.memo.hash",
            "io.memo.digest",
            "javax.crypto..");

    @ArchTest
    static final ArchRule serializationUsesTrust =
            mayUse("io.memo.store.serial", "io.memo.store.tier", "io.memo.store.trust", "io.memo.digest");

    @ArchTest
    static final ArchRule trustUsesFingerprints =
            mayUse("io.memo.store.trust", "io.memo.store.tier", "io.memo.fingerprint", "io.memo.digest");

    @ArchTest
    static final ArchRule foryCodecUsesFory = mayUse(
            "io.memo.store.fory", "io.memo.store.tier", "io.memo.store.trust", "io.memo.digest", "org.apache.fory..");

    @ArchTest
    static final ArchRule diskUsesTiers =
            mayUse("io.memo.store.disk", "io.memo.store", "io.memo.store.tier", "io.memo.digest");

    @ArchTest
    static final ArchRule sharedUsesTiers =
            mayUse("io.memo.store.shared", "io.memo.store", "io.memo.store.tier", "io.memo.digest");

    @ArchTest
    static final ArchRule handoverUsesTiers = mayUse(
            "io.memo.store.handover",
            "io.memo.store",
            "io.memo.store.tier",
            "io.memo.key",
            "io.memo.hash",
            "io.memo.digest");

    @ArchTest
    static final ArchRule verdictUsesStore =
            mayUse("io.memo.verdict", "io.memo", "io.memo.hash", "io.memo.key", "io.memo.store", "io.memo.digest");

    @ArchTest
    static final ArchRule streamUsesNothing = mayUse("io.memo.engine.stream");

    @ArchTest
    static final ArchRule springOnlyUnderSpring = noClasses()
            .that()
            .resideOutsideOfPackages("io.memo.spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule asmOnlyInClassfileAndPlans =
            only("org.objectweb.asm..", "io.memo.fingerprint.classfile", "io.memo.hash.plan");

    @ArchTest
    static final ArchRule caffeineOnlyInItsStore = only("com.github.benmanes.caffeine..", "io.memo.store.caffeine");

    @ArchTest
    static final ArchRule foryOnlyInItsCodec = only("org.apache.fory..", "io.memo.store.fory");

    @ArchTest
    static final ArchRule micrometerOnlyInMetrics = only("io.micrometer..", "io.memo.spring.metrics");

    @ArchTest
    static final ArchRule lettuceOnlyInRedis = only("io.lettuce..", "io.memo.spring.redis");

    @ArchTest
    static final ArchRule springDataRedisOnlyInRedis = only("org.springframework.data.redis..", "io.memo.spring.redis");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes()
            .should(new ArchCondition<>("live in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    JavaPackage home = type.getPackage();
                    boolean marked = home.tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
                    events.add(new SimpleConditionEvent(type, marked, home.getName() + " of " + type.getName()));
                }
            });

    /** What tests start is written like a test. */
    static final class WithoutFixtures implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/memo/acceptance/");
        }
    }

    /** Classes directly in the package depend on nothing but the language, their own package and those named. */
    private static ArchRule mayUse(String home, String... others) {
        String[] allowed = new String[LANGUAGE.length + others.length + 2];
        System.arraycopy(LANGUAGE, 0, allowed, 0, LANGUAGE.length);
        System.arraycopy(others, 0, allowed, LANGUAGE.length, others.length);
        allowed[allowed.length - 2] = home;
        allowed[allowed.length - 1] = "org.slf4j";
        return classes()
                .that()
                .resideInAPackage(home)
                .should()
                .onlyDependOnClassesThat(arrays().or(JavaClass.Predicates.resideInAnyPackage(allowed)));
    }

    private static ArchRule only(String library, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return DescribedPredicate.describe("arrays and primitives", type -> type.isArray() || type.isPrimitive());
    }
}
