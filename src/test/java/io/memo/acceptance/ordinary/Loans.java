package io.memo.acceptance.ordinary;

import org.springframework.data.jpa.repository.JpaRepository;

/** A repository with nothing memoized. */
interface Loans extends JpaRepository<Loan, Long> {}
