package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.util.List;

/** What a mapper generator is given. */
interface LoanMapper {

    record LoanView(String title, MemberMapper.MemberView member) {}

    @Memoize
    LoanView toView(Loan loan);

    @Memoize
    List<LoanView> toViews(List<Loan> loans);
}
