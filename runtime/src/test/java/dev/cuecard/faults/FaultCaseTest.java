package dev.cuecard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.kit.Protocol;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The faults that the other tests meet: that there are all kinds of them, and that each can be met again. */
class FaultCaseTest {

    private static final int MANY = 2_000;

    @ParameterizedTest
    @EnumSource
    void the_same_seed_gives_the_same_case_and_the_same_answer(Protocol protocol) {
        for (long seed = -5; seed < 60; seed++) {
            FaultCase first = FaultCase.of(protocol, seed);
            FaultCase second = FaultCase.of(protocol, seed);

            assertThat(second).isEqualTo(first).hasToString(first.toString());
            assertThat(Answer.of(second).body()).isEqualTo(Answer.of(first).body());
            assertThat(second.delivery().cut(Answer.of(second).body().toByteArray(), second.random()))
                    .containsExactlyElementsOf(
                            first.delivery().cut(Answer.of(first).body().toByteArray(), first.random()));
        }
    }

    @Test
    void seeds_that_follow_one_another_bring_each_kind_and_each_caller() {
        Set<FaultCase.Kind> kinds = new HashSet<>();
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        Set<String> met = new HashSet<>();
        LongStream.range(Long.MAX_VALUE - MANY / 2, Long.MAX_VALUE)
                .boxed()
                .forEach(seed -> add(FaultCase.of(Protocol.OPENAI, seed), kinds, faults, met));
        for (long seed = 0; seed < MANY; seed++) {
            add(FaultCase.of(Protocol.OPENAI, seed), kinds, faults, met);
        }

        assertThat(kinds).hasSameSizeAs(FaultCase.KINDS);
        assertThat(faults).containsExactly(Fault.values());
        assertThat(met).hasSize(Fault.values().length * Caller.values().length);
    }

    private static void add(FaultCase each, Set<FaultCase.Kind> kinds, Set<Fault> faults, Set<String> met) {
        kinds.add(new FaultCase.Kind(each.fault(), each.transport(), each.delivery()));
        faults.add(each.fault());
        met.add(each.fault() + " " + each.caller());
    }

    @Test
    void a_body_is_all_of_its_pieces_however_it_is_cut() {
        byte[] body = new byte[10_000];
        for (Delivery delivery : Delivery.values()) {
            assertThat(delivery.cut(body, new Random(1)).stream()
                            .mapToInt(piece -> piece.length)
                            .sum())
                    .isEqualTo(body.length);
        }
        assertThat(Delivery.BYTES.cut(new byte[100], new Random(1))).hasSize(100);
        assertThat(Delivery.WHOLE.cut(body, new Random(1))).hasSize(1);
    }
}
