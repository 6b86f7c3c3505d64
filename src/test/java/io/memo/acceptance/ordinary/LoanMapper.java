package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.util.List;
import org.mapstruct.Mapper;

/** MapStruct writes the class; the mapper that it uses is a bean in a field, which is injected. */
@Mapper(componentModel = "spring", uses = MemberMapper.class)
interface LoanMapper {

    record LoanView(String title, MemberMapper.MemberView member) {}

    @Memoize
    LoanView toView(Loan loan);

    @Memoize
    List<LoanView> toViews(List<Loan> loans);
}
