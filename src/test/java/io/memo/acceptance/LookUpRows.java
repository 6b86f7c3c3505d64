package io.memo.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ways in which a service gets hold of an object that no field of it leads to, each in a package of its own, so that one
 * application has them all. In its sources {@code PKG} is the package, {@code ID} the end of its beans' names.
 */
final class LookUpRows {

    private static final String IMPORTS = """
            import io.memo.Memoize;
            import java.util.*;
            import java.util.function.*;
            import java.util.concurrent.atomic.*;
            import org.springframework.beans.factory.*;
            import org.springframework.beans.factory.annotation.*;
            import org.springframework.beans.factory.config.*;
            import org.springframework.context.*;
            import org.springframework.context.annotation.*;
            import org.springframework.context.annotation.Scope;
            import org.springframework.core.convert.*;
            import org.springframework.core.convert.support.*;
            import org.springframework.stereotype.*;
            """;

    private static final String CONTEXT = "@Autowired ApplicationContext from;";
    private static final String TARIFF = "public interface Tariff { int of(int price); }";
    private static final String FLAT = "@Component(\"flatID\") public class Flat implements Tariff { int n = 1;"
            + " public int of(int price) { return price + n /*BODY*/; } }";
    private static final String CHANGE_FLAT = change("@Autowired Flat flat;", "flat.n += n;");
    private static final String PROTO = "public class Proto implements Tariff { final int n;"
            + " Proto(int n) { this.n = n; } public int of(int price) { return price + n /*BODY*/; } }";
    private static final String PRODUCT = "public class Product implements Tariff { int n = 1;"
            + " public int of(int price) { return price + n /*BODY*/; } }";
    private static final String SCOPED =
            "@Component(\"scopedID\") @Scope(SCOPE) public class Scoped implements Tariff {"
                    + " private int n = 1; public int of(int price) { return price + n /*BODY*/; } public void add(int m) { n += m; } }";
    private static final String CELL = "public class Cell { static final int[] N = {1}; }";
    private static final String WRAPPER = "package lib.PKG; public class Holder"
            + " implements org.springframework.context.ApplicationContextAware {"
            + " private static org.springframework.context.ApplicationContext context;"
            + " public void setApplicationContext(org.springframework.context.ApplicationContext given) { context = given; }"
            + " public static <T> T getBean(Class<T> type) { return context.getBean(type); }"
            + " @SuppressWarnings(\"unchecked\") public static <T> T getBean(String name) { return (T) context.getBean(name); }"
            + " public static <T> java.util.Map<String, T> getBeansOfType(Class<T> type) { return context.getBeansOfType(type); } }";
    private static final String REGISTRY = "package lib.PKG; import java.util.*; public class Registry {"
            + " private static final Map<String, Object> ALL = new HashMap<>();"
            + " public static void put(String name, Object object) { ALL.put(name, object); }"
            + " public static Object get(String name) { return ALL.get(name); }"
            + " public static Map<String, Object> all() { return ALL; } }";
    private static final String REGISTERED = "@Component(\"registrarID\") public class Registrar {"
            + " Registrar(Flat flat) { lib.PKG.Registry.put(\"a\", flat); } }";

    /** Sources by what they show. */
    record Row(String name, List<String> sources) {}

    private LookUpRows() {}

    /** Those that are followed. */
    static List<Row> followed() {
        String wrapped = config("@Bean static lib.PKG.Holder holderID() { return new lib.PKG.Holder(); }");
        String scope = config("@Bean static BeanFactoryPostProcessor scopesID() { return f -> f.registerScope(\"sID\","
                + " new org.springframework.context.support.SimpleThreadScope()); }");
        String changeProduct =
                change("@Autowired ApplicationContext from;", "((Product) from.getBean(\"productID\")).n += n;");
        String handler = "public class Handler implements java.lang.reflect.InvocationHandler {"
                + " public Object invoke(Object p, java.lang.reflect.Method m, Object[] a) {"
                + " return m.getName().equals(\"of\") ? (Object) ((Integer) a[0] + Cell.N[0]) : m.getName().equals(\"hashCode\")"
                + " ? (Object) 1 : m.getName().equals(\"toString\") ? \"h\" : (Object) (a != null && p == a[0]); } }";
        return List.of(
                row(
                        "a wrapper of a library, by class",
                        "",
                        "lib.PKG.Holder.getBean(Flat.class).of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        WRAPPER,
                        wrapped),
                row(
                        "a wrapper of a library, by name",
                        "",
                        "lib.PKG.Holder.<Tariff>getBean(\"flatID\").of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        WRAPPER,
                        wrapped),
                row(
                        "a wrapper of a library, all of a type",
                        "",
                        "lib.PKG.Holder.getBeansOfType(Tariff.class).get(\"flatID\").of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        WRAPPER,
                        wrapped),
                row(
                        "a wrapper of a library, by reference",
                        "",
                        "((Function<Class<Flat>, Flat>) lib.PKG.Holder::getBean).apply(Flat.class).of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        WRAPPER,
                        wrapped),
                row(
                        "a static registry of a library",
                        "",
                        "((Tariff) lib.PKG.Registry.get(\"a\")).of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        REGISTRY,
                        REGISTERED),
                row(
                        "a map of a library",
                        "",
                        "((Tariff) lib.PKG.Registry.all().get(\"a\")).of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        REGISTRY,
                        REGISTERED),
                row(
                        "a loading cache",
                        "com.github.benmanes.caffeine.cache.LoadingCache<String, Tariff> from;"
                                + " @Autowired void set(Flat flat) { from = com.github.benmanes.caffeine.cache.Caffeine.newBuilder()"
                                + ".build(name -> flat); }",
                        "from.get(\"a\").of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT),
                row(
                        "a service locator that Spring makes",
                        "@Autowired Config.Tariffs from;",
                        "from.named(\"flatID\").of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        config("public interface Tariffs { Tariff named(String name); }"
                                + " @Bean static ServiceLocatorFactoryBean locatorID() { var f = new ServiceLocatorFactoryBean();"
                                + " f.setServiceLocatorInterface(Tariffs.class); return f; }")),
                row(
                        "injection into an object that the code made",
                        "@Autowired AutowireCapableBeanFactory from;"
                                + " Made made() { Made made = new Made(); from.autowireBean(made); return made; }",
                        "made().flat.of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        "public class Made { @Autowired Flat flat; }"),
                row(
                        "a prototype that a method makes of its class's field",
                        CONTEXT,
                        "((Tariff) from.getBean(\"protoID\")).of(price)",
                        TARIFF,
                        PROTO,
                        config("int rate = 1; @Bean @Scope(\"prototype\") Proto protoID() { return new Proto(rate); }"),
                        change("@Autowired Config config;", "config.rate += n;")),
                row(
                        "a prototype whose constructor asks a singleton",
                        CONTEXT,
                        "((Tariff) from.getBean(\"protoID\")).of(price)",
                        TARIFF,
                        FLAT,
                        CHANGE_FLAT,
                        "@Component(\"protoID\") @Scope(\"prototype\") public class Proto implements Tariff {"
                                + " final int n; Proto(Flat flat) { n = flat.of(0); } public int of(int price) { return price + n; } }"),
                row(
                        "what a factory bean makes each time",
                        CONTEXT,
                        "((Tariff) from.getBean(\"productID\")).of(price)",
                        TARIFF,
                        PRODUCT,
                        "@Component(\"productID\") public class Factory implements FactoryBean<Product> { int n = 1;"
                                + " public Product getObject() { Product p = new Product(); p.n = n; return p; }"
                                + " public Class<?> getObjectType() { return Product.class; } public boolean isSingleton() { return false; } }",
                        change("@Autowired Factory factory;", "factory.n += n;")),
                row(
                        "what a factory bean made",
                        CONTEXT,
                        "((Tariff) from.getBean(\"productID\")).of(price)",
                        TARIFF,
                        PRODUCT,
                        "@Component(\"productID\") public class Factory implements FactoryBean<Tariff> {"
                                + " public Product getObject() { return new Product(); }"
                                + " public Class<?> getObjectType() { return Tariff.class; } }",
                        changeProduct),
                row(
                        "a bean of a scope, behind its proxy",
                        CONTEXT,
                        "from.getBean(Scoped.class).of(price)",
                        TARIFF,
                        SCOPED.replace("SCOPE", "value = \"sID\", proxyMode = ScopedProxyMode.TARGET_CLASS"),
                        scope,
                        change("@Autowired Scoped scoped;", "scoped.add(n);")),
                row(
                        "a lambda of the application's interface",
                        CONTEXT,
                        "from.getBean(Tariff.class).of(price)",
                        TARIFF,
                        CELL,
                        config("@Bean static Tariff lambdaID() { int[] n = Cell.N; return price -> price + n[0]; }"),
                        change("", "Cell.N[0] += n;")),
                row(
                        "a lambda by its name",
                        CONTEXT,
                        "from.getBean(\"lambdaID\", IntUnaryOperator.class).applyAsInt(price)",
                        CELL,
                        config(
                                "@Bean static IntUnaryOperator lambdaID() { int[] n = Cell.N; return price -> price + n[0]; }"),
                        change("", "Cell.N[0] += n;")),
                row(
                        "a proxy of the JDK",
                        CONTEXT,
                        "from.getBean(Tariff.class).of(price)",
                        TARIFF,
                        CELL,
                        handler,
                        config(
                                "@Bean static Tariff proxyID() { return (Tariff) java.lang.reflect.Proxy.newProxyInstance("
                                        + "Tariff.class.getClassLoader(), new Class<?>[] {Tariff.class}, new Handler()); }"),
                        change("", "Cell.N[0] += n;")),
                row(
                        "a value by its name",
                        CONTEXT,
                        "price + ((List<Integer>) from.getBean(\"ratesID\")).get(0)",
                        config("@Bean static List<Integer> ratesID() { return new ArrayList<>(List.of(1)); }"),
                        change(
                                "@Autowired ApplicationContext from;",
                                "List<Integer> l = (List<Integer>) from.getBean(\"ratesID\"); l.set(0, l.get(0) + n);")),
                row(
                        "a bean that inherits its state from a library",
                        CONTEXT,
                        "from.getBean(Heir.class).of(price)",
                        "package lib.PKG; public abstract class Base { protected int n = 1; public int of(int price) { return price + n; }"
                                + " public void add(int m) { n += m; } }",
                        "@Component(\"heirID\") public class Heir extends lib.PKG.Base { }",
                        change("@Autowired Heir heir;", "heir.add(n);")),
                row(
                        "a bean of the application by a library's type",
                        CONTEXT,
                        "from.getBeansOfType(IntUnaryOperator.class).get(\"o\" + \"pID\").applyAsInt(price)",
                        "@Component(\"opID\") public class Op implements IntUnaryOperator { int n = 1;"
                                + " public int applyAsInt(int price) { return price + n /*BODY*/; } }",
                        change("@Autowired Op op;", "op.n += n;")),
                row(
                        "a converter that a conversion service calls",
                        "@Autowired @Qualifier(\"serviceID\") ConversionService from;"
                                + " record In(int n) { } record Out(int n) { }",
                        "from.convert(new Prices.In(price), Prices.Out.class).n()",
                        "@Component(\"converterID\") public class Conv implements"
                                + " org.springframework.core.convert.converter.Converter<Prices.In, Prices.Out> { int n = 1;"
                                + " public Prices.Out convert(Prices.In in) { return new Prices.Out(in.n() + n /*BODY*/); } }",
                        config(
                                "@Bean static ConversionService serviceID(Conv conv) { var s = new GenericConversionService();"
                                        + " s.addConverter(conv); return s; }"),
                        change("@Autowired Conv conv;", "conv.n += n;")));
    }

    /** One that is not. */
    static Row notFollowed() {
        return row(
                "a bean of a scope",
                CONTEXT,
                "from.getBean(Scoped.class).of(price)",
                TARIFF,
                SCOPED.replace("SCOPE", "\"sID\""),
                change("", ""),
                config("@Bean static BeanFactoryPostProcessor scopesID() { return f -> f.registerScope(\"sID\","
                        + " new org.springframework.context.support.SimpleThreadScope()); }"));
    }

    private static String change(String field, String code) {
        return "@Component(\"changeID\") public class Change { " + field + " public void change(int n) { " + code
                + " } }";
    }

    private static String config(String members) {
        return "@Configuration(value = \"configID\", proxyBeanMethods = false) public class Config { " + members + " }";
    }

    private static Row row(String name, String members, String expression, String... sources) {
        List<String> all = new ArrayList<>(List.of(sources));
        all.add("@Component(\"bystanderID\") public class Bystander { int seen; public void see() { seen++; } }");
        all.add("@Component(\"pricesID\") public class Prices { " + members
                + " @Memoize public int price(int price) { return " + expression
                + "; } public int plain(int price) { return " + expression + "; } }");
        return new Row(name, all);
    }

    /** Returns the sources of all rows, with the bodies as they are or changed. */
    static String[] sources(List<Row> rows, String body) {
        return Stream.iterate(0, i -> i < rows.size(), i -> i + 1)
                .flatMap(i -> rows.get(i).sources().stream().map(source -> source(source, i, body)))
                .toArray(String[]::new);
    }

    private static String source(String source, int row, String body) {
        String head = source.startsWith("package ") ? "" : "package shop.PKG; " + IMPORTS;
        return (head + source)
                .replace("PKG", "row" + row)
                .replaceAll("(?<=[a-z])ID\\b", "" + row)
                .replace("/*BODY*/", body);
    }
}
