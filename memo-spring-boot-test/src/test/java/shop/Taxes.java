package shop;

import io.memo.Memoize;
import org.springframework.stereotype.Service;

@Service
class Taxes {

    @Memoize
    public int rate(String region) {
        return region.length();
    }
}
