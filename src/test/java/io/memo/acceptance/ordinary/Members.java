package io.memo.acceptance.ordinary;

import io.memo.Memoize;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** A repository of Spring Data: memo sees a proxy, which a factory bean made, around a class that has none of these methods. */
interface Members extends JpaRepository<Member, Long> {

    @Override
    @Memoize(ttl = "10m")
    Optional<Member> findById(Long id);

    @Memoize(ttl = "10m")
    List<Member> findByNameStartingWith(String start);

    @Memoize(ttl = "10m")
    Page<Member> findByNameContaining(String part, Pageable page);

    @Memoize(ttl = "10m")
    @Query("select m.name from Member m order by m.name")
    List<String> names();

    @Memoize(ttl = "10m")
    @Query("select distinct m from Member m left join fetch m.loans where m.id = :id")
    Member withLoans(Long id);
}
