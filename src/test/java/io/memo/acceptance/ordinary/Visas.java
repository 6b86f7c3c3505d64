package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Service;

/** A service that is told who asks. */
@Service
class Visas {

    @Memoize
    public String visa(Authentication who) {
        return who.getName() + " " + who.getAuthorities().size();
    }

    @Memoize
    public String stamp(String key) {
        return "stamped " + key;
    }
}
