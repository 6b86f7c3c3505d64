package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A service that holds repositories beside a map, an atomic reference and a field that is filled when it is first needed. */
@Service
class Desk {

    private final Members members;
    private final Loans loans;
    private final Map<String, String> words = new HashMap<>(Map.of("en", "Title", "fr", "Titre"));
    private final AtomicReference<String> stop = new AtomicReference<>(".");
    private @Nullable String size;

    Desk(Members members, Loans loans) {
        this.members = members;
        this.loans = loans;
    }

    @Memoize(ttl = "10m")
    public String title(long loan, String language) {
        return words.get(language) + ": " + loans.findById(loan).orElseThrow().getTitle() + stop.get();
    }

    @Memoize(ttl = "10m", suppressWarnings = "written-state")
    public String sign(String name) {
        if (size == null) {
            size = members.count() + " members";
        }
        return name + ", " + size;
    }

    @Memoize(ttl = "10m")
    public List<Loan> allLoans() {
        return loans.findAll();
    }

    @Memoize(ttl = "10m")
    public Member member(long id) {
        return members.findById(id).orElseThrow();
    }

    public void translate(String language, String word) {
        words.put(language, word);
    }

    public void punctuate(String mark) {
        stop.set(mark);
    }
}
