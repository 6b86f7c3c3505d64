package guide.testing;

import io.memo.Memoize;
import org.springframework.stereotype.Service;

@Service
class Quotes {

    private int discount;

    @Memoize
    public int price(long product, String region) {
        return (int) product * region.length() - discount;
    }
}
