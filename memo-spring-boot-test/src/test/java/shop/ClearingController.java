package shop;

import io.memo.Memoizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClearingController {

    private final Memoizer memoizer;

    ClearingController(Memoizer memoizer) {
        this.memoizer = memoizer;
    }

    @GetMapping("/clear")
    String clear() {
        memoizer.clear("Quotes.price");
        return "cleared";
    }
}
