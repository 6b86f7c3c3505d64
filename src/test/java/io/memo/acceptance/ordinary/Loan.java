package io.memo.acceptance.ordinary;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A book that a member has. */
@Entity
class Loan {

    @Id
    private Long id;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private Member member;

    @SuppressWarnings("NullAway.Init")
    protected Loan() {}

    Loan(long id, String title, Member member) {
        this.id = id;
        this.title = title;
        this.member = member;
    }

    Long getId() {
        return id;
    }

    String getTitle() {
        return title;
    }

    Member getMember() {
        return member;
    }
}
