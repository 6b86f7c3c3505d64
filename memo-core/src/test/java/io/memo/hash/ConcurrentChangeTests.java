package io.memo.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrentChangeTests {

    @Test
    @DisplayName("5.4 a value that another thread changes raises nothing but what says so")
    void changedDuringTheWalk() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>();
        List<Integer> list = new ArrayList<>();
        TreeMap<Integer, Integer> tree = new TreeMap<>();
        LinkedList<Integer> linked = new LinkedList<>();
        Collection<Integer> vector = Collections.synchronizedCollection(new Vector<>());
        Map<Integer, Integer> concurrent = new ConcurrentHashMap<>();
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !stop.get(); i = (i + 1) % 1000) {
                map.put("k" + i, i);
                map.remove("k" + (i / 2));
                list.add(i);
                tree.put(i, i);
                tree.remove(i / 2);
                linked.add(i);
                vector.add(i);
                concurrent.put(i, i);
                if (i == 0) {
                    list.clear();
                    linked.clear();
                    vector.clear();
                }
            }
        });
        writer.start();
        int changed = 0;
        for (int i = 0; i < 2_000; i++) {
            for (Object value : new Object[] {map, list, tree, linked, vector, concurrent}) {
                try {
                    assertThat(Digests.digest(value)).isNotNull();
                } catch (ChangedWhileHashedException e) {
                    changed++;
                }
            }
        }
        stop.set(true);
        writer.join();
        assertThat(changed).isLessThan(12_000);
    }

    @Test
    void theMessageSaysWhatHappened() {
        List<Object> list = new ArrayList<>(List.of(1, 2, 3));
        StructuralHasher hasher = StructuralHasher.builder()
                .hasher(Integer.class, i -> {
                    list.add(i);
                    return i;
                })
                .build();
        assertThatThrownBy(() -> hasher.hash(list, new Origin("A.b", io.memo.ValuePart.RETURN_VALUE, "result")))
                .isInstanceOf(ChangedWhileHashedException.class)
                .hasMessage("Another thread kept changing the return value of A.b while it was being hashed; 5 attempts"
                        + " to read it failed, the last with java.util.ConcurrentModificationException.");
    }
}
