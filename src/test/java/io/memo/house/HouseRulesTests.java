package io.memo.house;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the house, over the classes of all modules that users get: see CONTRIBUTING. */
@AnalyzeClasses(
        packages = "io.memo",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTests.WithoutFixtures.class})
class HouseRulesTests {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            HouseRules.noCycles("io.memo.(**)").because("a room can be read without those that use it");

    @ArchTest
    static final ArchRule rootUsesNothing =
            HouseRules.mayUse("io.memo").because("what users import stands on nothing that may change");

    @ArchTest
    static final ArchRule digestUsesNothing =
            HouseRules.mayUse("io.memo.digest").because("bytes to identity is what everything else is built on");

    @ArchTest
    static final ArchRule jvmUsesNothing =
            HouseRules.mayUse("io.memo.jvm").because("what a JVM shows can be tried and judged by itself");

    @ArchTest
    static final ArchRule threadsUseNothing =
            HouseRules.mayUse("io.memo.thread").because("who works does not depend on what is done");

    @ArchTest
    static final ArchRule sizeUsesNothing = HouseRules.mayUse("io.memo.size", "com.sun.management")
            .because("how much objects take depends on the JVM alone");

    @ArchTest
    static final ArchRule hashUsesDigest = HouseRules.mayUse(
                    "io.memo.hash..", "io.memo", "io.memo.digest", "io.memo.size", "io.memo.jvm", "org.objectweb.asm..")
            .because("a value has the same digest whoever asks: no key, store or code may have a say in it");

    @ArchTest
    static final ArchRule hashingIsAContract = HouseRules.mayUse(
                    "io.memo.hash",
                    "io.memo",
                    "io.memo.digest",
                    "io.memo.size",
                    "io.memo.hash.classify",
                    "io.memo.hash.format",
                    "io.memo.hash.identity",
                    "io.memo.hash.snapshot")
            .because("what is asked of a hasher can be read without how it answers");

    @ArchTest
    static final ArchRule classifyUsesNothing = HouseRules.mayUse("io.memo.hash.classify")
            .because("what is known of a class has nothing to do with what comes of it");

    @ArchTest
    static final ArchRule formatUsesDigest = HouseRules.mayUse(
                    "io.memo.hash.format", "io.memo.digest", "io.memo.size", "io.memo.hash.plan")
            .because("what bytes mean depends on nothing but the bytes");

    @ArchTest
    static final ArchRule walkKnowsNoTypes = HouseRules.mayUse(
                    "io.memo.hash.walk",
                    "io.memo",
                    "io.memo.digest",
                    "io.memo.size",
                    "io.memo.hash",
                    "io.memo.hash.classify",
                    "io.memo.hash.format",
                    "io.memo.hash.identity",
                    "io.memo.hash.plan",
                    "io.memo.hash.read",
                    "io.memo.hash.refusal",
                    "io.memo.hash.registry",
                    "io.memo.hash.snapshot")
            .because("a pass over a value knows nodes and leaves, not what values of any type mean");

    @ArchTest
    static final ArchRule plansUseAsm = HouseRules.mayUse("io.memo.hash.plan", "io.memo.digest", "org.objectweb.asm..")
            .because("generated code knows fields and bytes, not what they mean");

    @ArchTest
    static final ArchRule returnsUseHashes = HouseRules.mayUse(
                    "io.memo.returns..",
                    "io.memo",
                    "io.memo.call",
                    "io.memo.digest",
                    "io.memo.hash..",
                    "io.memo.jvm",
                    "io.memo.store")
            .because("what callers get depends on the result alone, not on the flow of the call");

    @ArchTest
    static final ArchRule snapshotsUsePlans = HouseRules.mayUse("io.memo.hash.snapshot", "io.memo.hash.plan")
            .because("what a part holds is compared by identity, whatever it means");

    @ArchTest
    static final ArchRule fingerprintUsesDigest = HouseRules.mayUse("io.memo.fingerprint", "io.memo.digest")
            .because("the contracts of code to digest are usable without Spring and without an engine");

    @ArchTest
    static final ArchRule classfileUsesAsm = HouseRules.mayUse(
                    "io.memo.fingerprint.classfile..", "io.memo.fingerprint", "io.memo.digest", "org.objectweb.asm..")
            .because("the form of class files is known in one place, which resolves nothing");

    @ArchTest
    static final ArchRule callgraphUsesClassfile = HouseRules.mayUse(
                    "io.memo.fingerprint.callgraph..",
                    "io.memo.fingerprint",
                    "io.memo.fingerprint.ambient",
                    "io.memo.fingerprint.classfile..",
                    "io.memo.digest",
                    "io.memo.jvm")
            .because("code is followed over facts that were read before, whatever they were read from");

    @ArchTest
    static final ArchRule ambientUsesClassfile = HouseRules.mayUse(
                    "io.memo.fingerprint.ambient", "io.memo.fingerprint", "io.memo.fingerprint.classfile..")
            .because("tables of names need to know what a name is, and not how code is followed");

    @ArchTest
    static final ArchRule liveUsesNothing =
            HouseRules.mayUse("io.memo.live", "jdk.jfr..").because("who hears of code knows nothing of what it is for");

    @ArchTest
    static final ArchRule generationsUseNewsAndFingerprints = HouseRules.mayUse(
                    "io.memo.generation", "io.memo.live", "io.memo.fingerprint", "io.memo.hash")
            .because("the life of code does not depend on what is kept of its results");

    @ArchTest
    static final ArchRule callUsesNothing =
            HouseRules.mayUse("io.memo.call", "io.memo").because("who makes a specification need not know who uses it");

    @ArchTest
    static final ArchRule externalsUseHashAndFingerprint = HouseRules.mayUse(
                    "io.memo.key.external",
                    "io.memo",
                    "io.memo.call",
                    "io.memo.hash",
                    "io.memo.hash.fields",
                    "io.memo.hash.format",
                    "io.memo.fingerprint",
                    "io.memo.generation",
                    "io.memo.digest",
                    "io.memo.jvm")
            .because("what code reads does not depend on what it is called with");

    @ArchTest
    static final ArchRule keyUsesHashAndExternals = HouseRules.mayUse(
                    "io.memo.key",
                    "io.memo",
                    "io.memo.call",
                    "io.memo.key.external",
                    "io.memo.hash",
                    "io.memo.hash.fields",
                    "io.memo.hash.format",
                    "io.memo.size",
                    "io.memo.fingerprint",
                    "io.memo.digest",
                    "io.memo.jvm")
            .because("a key is made before anything is looked up");

    @ArchTest
    static final ArchRule storeUsesKey = HouseRules.mayUse(
                    "io.memo.store",
                    "io.memo",
                    "io.memo.call",
                    "io.memo.key",
                    "io.memo.hash",
                    "io.memo.size",
                    "io.memo.digest")
            .because("a store keeps what it is given under a key, and knows nothing of runs");

    @ArchTest
    static final ArchRule caffeineStoreUsesCaffeine = HouseRules.mayUse(
                    "io.memo.store.caffeine",
                    "io.memo",
                    "io.memo.call",
                    "io.memo.store",
                    "io.memo.key",
                    "io.memo.size",
                    "com.github.benmanes.caffeine.cache..")
            .because("another store can take its place");

    @ArchTest
    static final ArchRule tierUsesDigest = HouseRules.mayUse("io.memo.store.tier", "io.memo.digest")
            .because("who writes a codec or a tier of his own needs nothing but its contract");

    @ArchTest
    static final ArchRule entriesUseContracts = HouseRules.mayUse(
                    "io.memo.store.tier.entry", "io.memo.store.tier", "io.memo.key", "io.memo.digest", "javax.crypto..")
            .because("the form of an entry does not depend on where it lies");

    @ArchTest
    static final ArchRule guardsUseEntries = HouseRules.mayUse(
                    "io.memo.store.tier.guard",
                    "io.memo",
                    "io.memo.store",
                    "io.memo.store.tier",
                    "io.memo.store.tier.entry",
                    "io.memo.digest",
                    "io.memo.thread")
            .because("a tier is made safe the same way, whatever it keeps and whoever asks");

    @ArchTest
    static final ArchRule methodTiersUseHashing = HouseRules.mayUse(
                    "io.memo.store.tier.method",
                    "io.memo",
                    "io.memo.store",
                    "io.memo.store.tier",
                    "io.memo.store.tier.entry",
                    "io.memo.store.tier.guard",
                    "io.memo.key",
                    "io.memo.hash",
                    "io.memo.digest")
            .because("bytes leave the process by one way, whatever the place and the codec");

    @ArchTest
    static final ArchRule serializationUsesTrust = HouseRules.mayUse(
                    "io.memo.store.serial", "io.memo.store.tier", "io.memo.store.trust", "io.memo.digest")
            .because("a codec asks what may be read, and decides nothing itself");

    @ArchTest
    static final ArchRule trustUsesFingerprints = HouseRules.mayUse(
                    "io.memo.store.trust", "io.memo.store.tier", "io.memo.fingerprint", "io.memo.digest")
            .because("which classes may be read is one decision for all codecs");

    @ArchTest
    static final ArchRule foryCodecUsesFory = HouseRules.mayUse(
                    "io.memo.store.fory",
                    "io.memo.store.tier",
                    "io.memo.store.trust",
                    "io.memo.digest",
                    "org.apache.fory..")
            .because("a codec asks what may be read, and decides nothing itself");

    @ArchTest
    static final ArchRule diskUsesTiers = HouseRules.mayUse(
                    "io.memo.store.disk",
                    "io.memo.store",
                    "io.memo.store.tier",
                    "io.memo.store.tier.entry",
                    "io.memo.digest")
            .because("a place for bytes knows neither results nor methods");

    @ArchTest
    static final ArchRule sharedUsesTiers = HouseRules.mayUse(
                    "io.memo.store.shared",
                    "io.memo.store",
                    "io.memo.store.tier",
                    "io.memo.store.tier.guard",
                    "io.memo.digest",
                    "io.memo.thread")
            .because("a place for bytes knows neither results nor methods");

    @ArchTest
    static final ArchRule handoverUsesTiers = HouseRules.mayUse(
                    "io.memo.store.handover",
                    "io.memo.store",
                    "io.memo.store.tier..",
                    "io.memo.key",
                    "io.memo.hash",
                    "io.memo.digest")
            .because("what outlives a class loader may hold nothing of the application");

    @ArchTest
    static final ArchRule mutationUsesStore = HouseRules.mayUse(
                    "io.memo.mutation",
                    "io.memo",
                    "io.memo.hash",
                    "io.memo.hash.classify",
                    "io.memo.key",
                    "io.memo.store",
                    "io.memo.digest")
            .because("whether an entry is sound is judged without knowing how it is used");

    @ArchTest
    static final ArchRule liveUsesTheJvm = HouseRules.mayUse("io.memo.live", "jdk.jfr..")
            .because("that code was replaced is heard of without knowing what it means for keys and entries");

    @ArchTest
    static final ArchRule agentUsesNothing = HouseRules.mayUse("io.memo.agent")
            .because("the agent's jar lies on the class path of the JVM, before all that an application brings");

    @ArchTest
    static final ArchRule recorderOnlyInLive = HouseRules.only("jdk.jfr..", "io.memo.live")
            .because("a runtime image may lack the module: who does not have it must not meet its classes");

    @ArchTest
    static final ArchRule streamUsesNothing = HouseRules.mayUse("io.memo.engine.stream")
            .because("passing elements on is hard enough without keys and stores");

    @ArchTest
    static final ArchRule dueUsesEntries = HouseRules.mayUse(
                    "io.memo.engine.due", "io.memo.key", "io.memo.store", "io.memo.thread")
            .because("when an entry is looked at does not depend on what is found");

    @ArchTest
    static final ArchRule costUsesTheClock = HouseRules.mayUse("io.memo.engine.cost", "io.memo", "io.memo.store")
            .because("what a hit costs is a matter of time alone");

    @ArchTest
    static final ArchRule springOnlyUnderSpring =
            HouseRules.only("org.springframework..", "io.memo.spring..").because("the core runs without Spring");

    @ArchTest
    static final ArchRule asmOnlyInClassfileAndPlans = HouseRules.only(
                    "org.objectweb.asm..", "io.memo.fingerprint.classfile", "io.memo.hash.plan..")
            .because("the form of class files is known to those who read and write them");

    @ArchTest
    static final ArchRule caffeineOnlyInItsStore = HouseRules.only(
                    "com.github.benmanes.caffeine..", "io.memo.store.caffeine")
            .because("an update of Caffeine concerns one package");

    @ArchTest
    static final ArchRule foryOnlyInItsCodec = HouseRules.only("org.apache.fory..", "io.memo.store.fory")
            .because("Fory is optional: who does not have it must not meet its classes");

    @ArchTest
    static final ArchRule micrometerOnlyInMetrics = HouseRules.only(
                    "io.micrometer.(core|common|observation)..", "io.memo.spring.metrics")
            .because("Micrometer is optional: who does not have it must not meet its classes");

    @ArchTest
    static final ArchRule contextPropagationOnlyInAsync = HouseRules.only(
                    "io.micrometer.context..", "io.memo.spring.async")
            .because("context propagation is optional: who does not have it must not meet its classes");

    @ArchTest
    static final ArchRule lettuceOnlyInRedis = HouseRules.only("io.lettuce..", "io.memo.spring.redis")
            .because("Redis is optional: who does not have it must not meet its classes");

    @ArchTest
    static final ArchRule springDataRedisOnlyInRedis = HouseRules.only(
                    "org.springframework.data.redis..", "io.memo.spring.redis")
            .because("Redis is optional: who does not have it must not meet its classes");

    @ArchTest
    static final ArchRule packagesAreNullMarked =
            HouseRules.nullMarked().because("NullAway looks at marked packages alone");

    @ArchTest
    static final ArchRule apiOrInternal = HouseRules.apiOrInternal(HouseRules.API)
            .because("who reads a package has to know at once whether users may rely on it");

    @ArchTest
    static final ArchRule packagesAreSmall = HouseRules.atMost(15, HouseRules.LARGE_PACKAGES)
            .because("a room that can be read in a quarter of an hour has few types; larger ones may only shrink");

    /** What tests start is written like a test. */
    static final class WithoutFixtures implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/memo/acceptance/");
        }
    }
}
