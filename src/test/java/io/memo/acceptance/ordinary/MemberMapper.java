package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import org.mapstruct.Mapper;

/** {@link LoanMapper} uses it. */
@Mapper(componentModel = "spring")
interface MemberMapper {

    record MemberView(String name) {}

    @Memoize
    MemberView toView(Member member);
}
