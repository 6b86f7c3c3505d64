package io.memo.console;

import io.memo.MemoIgnore;
import io.memo.Memoize;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A shop whose price is made by 50 methods, for a picture that is to be readable. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Shop.Quotes.class)
class Shop {

    @Bean
    Rates rates() {
        return new Rates();
    }

    /** Memoized. */
    static class Quotes {

        private final Rates rates;
        private final Tax tax = new Tax();
        private final Discounts discounts = new Discounts();
        private final Shipping shipping = new Shipping();
        private final Lines lines = new Lines();
        private String currency = "EUR";

        Quotes(Rates rates) {
            this.rates = rates;
        }

        void setCurrency(String currency) {
            this.currency = currency;
        }

        @Memoize
        public List<Double> price(Order order) {
            double net = discounts.apply(lines.total(order), order);
            double gross = tax.gross(net, order.country()) + shipping.cost(order);
            pause();
            return new ArrayList<>(List.of(Money.round(rates.convert(gross, currency)), Money.round(net)));
        }

        @Memoize(ttl = "10m")
        public String label(String country) {
            return Text.upper(Text.trimmed(country)) + " " + tax.rate(country);
        }

        @Memoize
        public long stamp(int number) {
            return System.currentTimeMillis() + number;
        }

        /** Old at once, and good for a run that fails. */
        @Memoize(ttl = "1ms", staleIfError = "1h")
        public double rate(String code, @MemoIgnore boolean down) {
            if (down) {
                throw new IllegalStateException("down");
            }
            return code.length();
        }

        private void pause() {
            long until = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
    }

    /** An argument. */
    record Order(String country, List<Line> lines) {}

    /** Part of an argument. */
    record Line(String product, int pieces, double price) {}

    static class Lines {

        double total(Order order) {
            return order.lines().stream().mapToDouble(this::of).sum();
        }

        double of(Line line) {
            return Money.times(line.price(), pieces(line));
        }

        int pieces(Line line) {
            return Checks.positive(line.pieces());
        }

        int count(Order order) {
            return order.lines().stream().mapToInt(this::pieces).sum();
        }

        double weight(Order order) {
            return count(order) * Weights.of(order.lines().get(0).product());
        }
    }

    static class Tax {

        private double standard = 0.19;
        private double reduced = 0.07;

        double gross(double net, String country) {
            return Money.plus(net, vat(net, country));
        }

        double vat(double net, String country) {
            return Money.times(net, rate(country));
        }

        double rate(String country) {
            return isReduced(country) ? reduced : standard(country);
        }

        double standard(String country) {
            return Regions.isIsland(country) ? standard / 2 : standard;
        }

        boolean isReduced(String country) {
            return Regions.isRemote(country) || exempt(Text.trimmed(country));
        }

        boolean exempt(String country) {
            return Text.upper(country).equals("XX");
        }
    }

    static class Discounts {

        private final Lines lines = new Lines();
        private int threshold = 10;

        double apply(double net, Order order) {
            return Money.minus(net, Money.plus(volume(net, order), seasonal(net)) + loyal(net, order));
        }

        double volume(double net, Order order) {
            return isLarge(order) ? Money.percent(net, 5) : 0;
        }

        boolean isLarge(Order order) {
            return lines.count(order) > threshold;
        }

        double seasonal(double net) {
            return Money.percent(net, Season.discount());
        }

        double loyal(double net, Order order) {
            return isLoyal(order.country()) ? Money.percent(net, 1) : 0;
        }

        boolean isLoyal(String country) {
            return Regions.isHome(country);
        }
    }

    static class Shipping {

        private final Lines lines = new Lines();
        private double perKilogram = 1.5;

        double cost(Order order) {
            return Money.plus(byWeight(order), surcharge(order.country())) + insurance(order);
        }

        double byWeight(Order order) {
            return Money.times(lines.weight(order), perKilogram);
        }

        double surcharge(String country) {
            return Regions.isRemote(country) ? remote() : 0;
        }

        double remote() {
            return 12.5;
        }

        double insurance(Order order) {
            return Money.percent(lines.total(order), 0.5);
        }
    }

    static class Rates {

        private double dollar = 1.1;
        private double pound = 0.86;

        double convert(double amount, String currency) {
            return Money.times(amount, of(Text.upper(currency)));
        }

        double of(String currency) {
            return switch (currency) {
                case "USD" -> dollar();
                case "GBP" -> pound();
                default -> 1;
            };
        }

        double dollar() {
            return Checks.rate(dollar);
        }

        double pound() {
            return Checks.rate(pound);
        }
    }

    static class Money {

        static double round(double amount) {
            return Math.round(amount * scale()) / scale();
        }

        static double scale() {
            return 100;
        }

        static double plus(double one, double other) {
            return round(one + other);
        }

        static double minus(double one, double other) {
            return plus(one, -other);
        }

        static double times(double amount, double factor) {
            return round(amount * factor);
        }

        static double percent(double amount, double percent) {
            return times(amount, percent / scale());
        }
    }

    static class Regions {

        private static final List<String> REMOTE = new ArrayList<>(List.of("IS", "NO"));

        static boolean isRemote(String country) {
            return REMOTE.contains(Text.upper(country)) || isIsland(country);
        }

        static boolean isIsland(String country) {
            return Text.upper(country).equals("MT");
        }

        static boolean isHome(String country) {
            return Text.upper(country).equals("DE");
        }
    }

    static class Season {

        private static int percent = 3;

        static double discount() {
            return Checks.positive(percent);
        }
    }

    static class Weights {

        static double of(String product) {
            return Text.trimmed(product).length() * unit();
        }

        static double unit() {
            return Double.parseDouble(System.getProperty("shop.unit", "0.2"));
        }
    }

    static class Checks {

        static int positive(int number) {
            return number > 0 ? number : refuse("number");
        }

        static double rate(double rate) {
            return rate > 0 ? rate : refuse("rate");
        }

        static int refuse(String what) {
            throw new IllegalArgumentException(Text.upper(what));
        }
    }

    static class Text {

        static String upper(String text) {
            return trimmed(text).toUpperCase(java.util.Locale.ROOT);
        }

        static String trimmed(String text) {
            return isBlank(text) ? "" : text.strip();
        }

        static boolean isBlank(String text) {
            return text.isBlank();
        }
    }
}
