package io.memo.acceptance.ordinary;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** Someone who borrows books; the loans are lazy, as every to-many is unless somebody says otherwise. */
@Entity
class Member {

    @Id
    private Long id;

    private String name;

    @OneToMany(mappedBy = "member", cascade = CascadeType.ALL)
    private List<Loan> loans = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected Member() {}

    Member(long id, String name) {
        this.id = id;
        this.name = name;
    }

    Long getId() {
        return id;
    }

    String getName() {
        return name;
    }

    List<Loan> getLoans() {
        return loans;
    }

    void borrow(long loan, String title) {
        loans.add(new Loan(loan, title, this));
    }
}
