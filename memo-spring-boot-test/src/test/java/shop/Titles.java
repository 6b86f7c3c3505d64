package shop;

import io.memo.Memoize;
import org.springframework.stereotype.Service;

@Service
class Titles {

    private final Products products;

    Titles(Products products) {
        this.products = products;
    }

    @Memoize(ttl = "1h")
    public String of(long id) {
        return products.findById(id).orElseThrow().title();
    }
}
