package guide;

import org.springframework.boot.SpringApplication;
import org.springframework.context.weaving.AspectJWeavingEnabler;
import org.springframework.instrument.classloading.InstrumentationLoadTimeWeaver;

/** The Java of docs/weaving.md. */
final class WeavingGuide {

    private WeavingGuide() {}

    static final class Main {

        public static void main(String[] arguments) {
            ClassLoader loader = Main.class.getClassLoader();
            AspectJWeavingEnabler.enableAspectJWeaving(new InstrumentationLoadTimeWeaver(loader), loader);
            SpringApplication.run(Shop.class, arguments);
        }
    }

    static final class Shop {}
}
