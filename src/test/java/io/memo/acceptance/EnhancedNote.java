package io.memo.acceptance;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;

/** An entity with a lazy attribute, for a test that enhances it; of its own, for a nested class would need the outer one's loader. */
@Entity
public class EnhancedNote {

    @Id
    Long id;

    String title;

    @Basic(fetch = FetchType.LAZY)
    String body;

    /** Returns the lazy attribute. */
    public String body() {
        return body;
    }

    /** Changes another one. */
    public void rename(String newTitle) {
        title = newTitle;
    }
}
