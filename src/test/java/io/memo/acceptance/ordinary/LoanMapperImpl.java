package io.memo.acceptance.ordinary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** As a generator writes it: the other mapper in a field that is injected. */
@Component
class LoanMapperImpl implements LoanMapper {

    @Autowired
    private MemberMapper memberMapper;

    @Override
    @SuppressWarnings("NullAway")
    public LoanView toView(@Nullable Loan loan) {
        if (loan == null) {
            return null;
        }
        return new LoanView(loan.getTitle(), memberMapper.toView(loan.getMember()));
    }

    @Override
    @SuppressWarnings("NullAway")
    public List<LoanView> toViews(@Nullable List<Loan> loans) {
        if (loans == null) {
            return null;
        }
        List<LoanView> list = new ArrayList<>(loans.size());
        for (Loan loan : loans) {
            list.add(toView(loan));
        }
        return list;
    }
}
