package io.memo.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Applications made by chance: beans that keep something in one of many ways, and services that get hold of one of them in one of
 * many ways, each by a memoized method.
 */
final class LookedUpApplications {

    private static final String TARIFF = """
            package shop;
            public interface Tariff {
                int of(int price);
                void change(int n);
                default int read() { return of(0); }
            }
            """;

    private static final String RATE = """
            package shop;
            public class Rate { int value = 1; Rate() { } Rate(int value) { this.value = value; } int times(int n) { return n + value; } }
            """;

    private static final String KINDS = """
            package shop;
            public enum Kind {
                LOW { int of(int n) { return n + factor; } }, HIGH { int of(int n) { return n + 2 * factor; } };
                int factor = 1;
                abstract int of(int n);
            }
            """;

    private static final String BASE = """
            package shop;
            public abstract class Base<V> { protected V value; protected int base = 1; protected V held() { return value; } }
            """;

    private static final String HOLDER = """
            package shop;
            import java.util.*;
            import org.springframework.context.ApplicationContext;
            @org.springframework.stereotype.Component
            public class Holder implements org.springframework.context.ApplicationContextAware {
                static ApplicationContext context;
                static final Map<String, Tariff> ALL = new LinkedHashMap<>();
                static final List<Tariff> LISTED = new ArrayList<>();
                public void setApplicationContext(ApplicationContext given) { context = given; }
                static <T> T bean(Class<T> type) { return context.getBean(type); }
            }
            """;

    private static final String LOCATOR = """
            package shop;
            import org.springframework.beans.factory.config.ServiceLocatorFactoryBean;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Locating {
                public interface Tariffs { Tariff named(String name); }
                @org.springframework.context.annotation.Bean
                static ServiceLocatorFactoryBean tariffs() {
                    ServiceLocatorFactoryBean factory = new ServiceLocatorFactoryBean();
                    factory.setServiceLocatorInterface(Tariffs.class);
                    return factory;
                }
            }
            """;

    /** Fields, what is read, what changes it; T0 to T3 stand for the beans before. */
    private static final String[][] STATES = {
        {"private int added = 1;", "price + added", "added = n"},
        {"private long added = 1; private int added() { return (int) added; }", "price + added()", "added = n"},
        {"private final Rate rate = new Rate();", "rate.times(price)", "rate.value = n"},
        {"private Rate rate = new Rate();", "price + rate.value", "rate = new Rate(n)"},
        {"private final List<Integer> list = new ArrayList<>(List.of(1));", "price + list.get(0)", "list.set(0, n)"},
        {
            "private final Map<String, Rate> map = new HashMap<>(Map.of(\"a\", new Rate()));",
            "map.get(\"a\").times(price)",
            "map.get(\"a\").value = n"
        },
        {
            "private final Map<String, Integer> map = new ConcurrentHashMap<>();",
            "price + map.getOrDefault(\"a\", 1)",
            "map.put(\"a\", n)"
        },
        {"private final AtomicLong added = new AtomicLong(1);", "price + added.intValue()", "added.set(n)"},
        {
            "private final AtomicReference<Rate> rate = new AtomicReference<>(new Rate());",
            "rate.get().times(price)",
            "rate.set(new Rate(n))"
        },
        {"private final int[][] cells = {{1, 2}, {3}};", "price + cells[1][0]", "cells[1][0] = n"},
        {"private static int added = 1;", "price + added", "added = n"},
        {
            "record Settings(List<Integer> rates, Rate rate) {} private Settings settings = new Settings(new ArrayList<>(List.of(1)), new Rate());",
            "price + settings.rates().get(0)",
            "settings.rates().set(0, n)"
        },
        {
            "private IntUnaryOperator operator = x -> x + 1;",
            "operator.applyAsInt(price)",
            "int more = n; operator = x -> x + more"
        },
        {
            "private Supplier<Rate> supplier = Rate::new;",
            "supplier.get().times(price)",
            "Rate rate = new Rate(n); supplier = () -> rate"
        },
        {"private Optional<Rate> rate = Optional.of(new Rate());", "rate.get().times(price)", "rate.get().value = n"},
        {"private Kind kind = Kind.LOW;", "kind.of(price)", "kind = n % 2 == 0 ? Kind.LOW : Kind.HIGH; kind.factor = n"
        },
        {
            "private final Inner inner = new Inner(); private int added = 1; class Inner { int of(int n) { return n + added; } }",
            "inner.of(price)",
            "added = n"
        },
        {
            "private final Properties settings = new Properties();",
            "price + Integer.parseInt(settings.getProperty(\"a\", \"1\"))",
            "settings.setProperty(\"a\", \"\" + n)"
        },
        {
            "private final Object[] any = {new Rate(), \"b\"};",
            "((Rate) any[0]).times(price)",
            "((Rate) any[0]).value = n"
        },
        {"private transient int added = 1;", "price + added", "added = n"},
        {
            "private final PriorityQueue<Integer> queue = new PriorityQueue<>(List.of(1));",
            "price + queue.peek()",
            "queue.clear(); queue.add(n)"
        },
        {"private final StringBuilder text = new StringBuilder(\"a\");", "price + text.length()", "text.setLength(n)"},
        {"private final BitSet bits = new BitSet();", "price + bits.length()", "bits.clear(); bits.set(n)"},
        {
            "private final Callable<Integer> call = new Callable<>() { private int n = 1; public Integer call() { return n; } }; private final Rate rate = new Rate();",
            "rate.times(price)",
            "rate.value = n"
        },
    };

    /** A field of the service, and how the tariff is had; %1$s is the class, %2$s the bean's name. */
    private static final String[][] LOOK_UPS = {
        {"ApplicationContext from", "from.getBean(%1$s.class)"},
        {"ApplicationContext from", "((Tariff) from.getBean(\"%2$s\"))"},
        {"ApplicationContext from", "from.getBean(\"%2$s\", Tariff.class)"},
        {"ApplicationContext from", "from.getBeansOfType(Tariff.class).get(\"%2$s\")"},
        {"ApplicationContext from", "from.getBeanProvider(%1$s.class).getObject()"},
        {"ApplicationContext from", "((Tariff) from.getBeanProvider(ResolvableType.forClass(%1$s.class)).getObject())"},
        {"ApplicationContext from", "from.getAutowireCapableBeanFactory().getBean(%1$s.class)"},
        {"ApplicationContext from", "((Tariff) from.getBeansWithAnnotation(Component.class).get(\"%2$s\"))"},
        {"ApplicationContext from", "BeanFactoryUtils.beansOfTypeIncludingAncestors(from, Tariff.class).get(\"%2$s\")"},
        {
            "ApplicationContext from",
            "((Tariff) from.getBean(Stream.of(from.getBeanNamesForType(Tariff.class)).filter(\"%2$s\"::equals).findFirst().get()))"
        },
        {"ApplicationContext from", "((Tariff) from.getBean(type(\"shop.%1$s\")))"},
        {"ApplicationContext from", "((Supplier<Tariff>) () -> from.getBean(%1$s.class)).get()"},
        {"BeanFactory from", "from.getBean(%1$s.class)"},
        {"ListableBeanFactory from", "from.getBeansOfType(%1$s.class).values().iterator().next()"},
        {"ConfigurableApplicationContext from", "((Tariff) from.getBeanFactory().getSingleton(\"%2$s\"))"},
        {"ObjectProvider<%1$s> from", "from.getObject()"},
        {"ObjectProvider<%1$s> from", "from.getIfAvailable()"},
        {"ObjectProvider<%1$s> from", "from.stream().findFirst().get()"},
        {"ObjectProvider<Tariff> from", "from.orderedStream().filter(each -> each instanceof %1$s).findFirst().get()"},
        {"ObjectFactory<%1$s> from", "from.getObject()"},
        {"Optional<%1$s> from", "from.get()"},
        {"Map<String, Tariff> from", "from.get(\"%2$s\")"},
        {"List<Tariff> from", "from.stream().filter(each -> each.getClass() == %1$s.class).findFirst().get()"},
        {"Locating.Tariffs from", "from.named(\"%2$s\")"},
        {"Holder from", "Holder.context.getBean(%1$s.class)"},
        {"Holder from", "Holder.bean(%1$s.class)"},
        {"Holder from", "Holder.ALL.get(\"%2$s\")"},
        {"Holder from", "Holder.LISTED.stream().filter(%1$s.class::isInstance).map(%1$s.class::cast).findFirst().get()"
        },
        {"%1$s from", "from"},
        {"Holder from", "looked()"},
    };

    private final Random random;
    private final List<String> sources = new ArrayList<>(List.of(TARIFF, RATE, KINDS, BASE, HOLDER, LOCATOR));
    private final int tariffs;
    private final int services;
    private final List<String> shapes = new ArrayList<>();

    /** @param services how many */
    LookedUpApplications(long seed, int services) {
        this.random = new Random(seed);
        this.tariffs = STATES.length + 8;
        this.services = services;
        for (int i = 0; i < tariffs; i++) {
            sources.add(tariff(i));
        }
        for (int i = 0; i < services; i++) {
            sources.add(service(i));
        }
    }

    String[] sources() {
        return sources.toArray(String[]::new);
    }

    int tariffs() {
        return tariffs;
    }

    int services() {
        return services;
    }

    /** Returns what a service is like, for messages. */
    String shape(int service) {
        return shapes.get(service);
    }

    /** The last ones ask others, by a field, or by a look-up of their own; some are made anew for each who asks. */
    private String tariff(int i) {
        boolean asks = i >= STATES.length;
        String other = "T" + random.nextInt(STATES.length);
        String[] state = asks
                ? new String[] {
                    i % 2 == 0
                            ? "@Autowired private " + other + " other;"
                            : "private " + other + " other() { return Holder.bean(" + other + ".class); }",
                    (i % 2 == 0 ? "other" : "other()") + ".of(price)",
                    (i % 2 == 0 ? "other" : "other()") + ".change(n)"
                }
                : STATES[i];
        boolean anew = asks && random.nextBoolean();
        boolean below = !asks && random.nextInt(3) == 0;
        return """
                package shop;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.atomic.*;
                import java.util.function.*;
                import org.springframework.beans.factory.annotation.Autowired;
                @org.springframework.stereotype.Component("t%1$d")%7$s
                public class T%1$d %5$simplements Tariff {
                    %2$s
                    public T%1$d() { %8$s }
                    public int of(int price) { return %3$s%6$s; }
                    public void change(int n) { %4$s; }
                }
                """.formatted(
                        i,
                        state[0],
                        state[1],
                        below ? "base = n; value = n; " + state[2] : state[2],
                        below ? "extends Base<Integer> " : "",
                        below ? " + base + (held() == null ? 0 : held())" : "",
                        anew ? " @org.springframework.context.annotation.Scope(\"prototype\")" : "",
                        anew ? "" : "Holder.ALL.put(\"t%1$d\", this); Holder.LISTED.add(this);".formatted(i));
    }

    private String service(int i) {
        String[] lookUp = LOOK_UPS[i % LOOK_UPS.length];
        boolean singletons = lookUp[1].contains("getSingleton")
                || lookUp[1].startsWith("Holder.ALL")
                || lookUp[1].startsWith("Holder.LISTED");
        int tariff = random.nextInt(singletons ? STATES.length : tariffs);
        boolean looks = lookUp[1].equals("looked()");
        boolean own = random.nextBoolean();
        String type = "T" + tariff;
        shapes.add(lookUp[0] + ": " + lookUp[1] + " of " + type + (own ? " beside a list" : ""));
        return """
                package shop;
                import io.memo.Memoize;
                import java.util.*;
                import java.util.function.*;
                import java.util.stream.*;
                import org.springframework.beans.factory.*;
                import org.springframework.beans.factory.annotation.*;
                import org.springframework.context.*;
                import org.springframework.core.ResolvableType;
                import org.springframework.stereotype.Component;
                @Component("s%1$d")
                public %2$s class S%1$d {
                    @Autowired private %3$s;
                    %4$s
                    @Memoize(suppressWarnings = {"not-tracked", "self-call", "written-state"})
                    public int price(int price) { return %5$s.%6$s + %7$s; }
                    public int plain(int price) { return %5$s.%6$s + %7$s; }
                    static Class<?> type(String name) { try { return Class.forName(name); } catch (ClassNotFoundException e) { throw new IllegalStateException(e); } }
                    %8$s
                }
                """.formatted(
                        i,
                        looks ? "abstract" : "",
                        lookUp[0].formatted(type, "t" + tariff),
                        own ? "private final ArrayList<Integer> own = new ArrayList<>(List.of(1));" : "",
                        lookUp[1].formatted(type, "t" + tariff),
                        random.nextInt(4) == 0 ? "read()" : "of(price)",
                        own ? "own.get(0)" : "0",
                        looks ? "@Lookup protected abstract " + type + " looked();" : "");
    }
}
