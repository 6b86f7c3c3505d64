package shop;

import io.memo.Memoize;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Service;

@Service
class Quotes {

    private final Taxes taxes;
    private int discount;

    Quotes(Taxes taxes) {
        this.taxes = taxes;
    }

    record Line(String product, int pieces) {}

    @Memoize
    public int price(long product, String region) {
        return (int) product * taxes.rate(region) - discount;
    }

    @Memoize
    public int total(List<Line> lines) {
        return lines.stream().mapToInt(Line::pieces).sum();
    }

    @Memoize
    public String failing(Exception failure) throws Exception {
        throw failure;
    }

    public void discount(int discount) {
        this.discount = discount;
    }

    public int uncached() throws IOException {
        return 1;
    }
}
