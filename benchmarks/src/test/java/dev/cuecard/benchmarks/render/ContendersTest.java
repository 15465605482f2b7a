package dev.cuecard.benchmarks.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared has to do the same work. */
class ContendersTest {

    private static final Support SAMPLE = Support.sample();

    @ParameterizedTest
    @EnumSource
    void allRenderTheSameText(Contender contender) {
        assertThat(contender.renderer(SAMPLE).render()).isEqualTo(byHand(SAMPLE));
    }

    @ParameterizedTest
    @EnumSource
    void allRenderTheSameTextWhereTheConditionsAreFalse(Contender contender) {
        Support plain = new Support(
                SAMPLE.shop(),
                SAMPLE.language(),
                SAMPLE.tone(),
                SAMPLE.sentences(),
                SAMPLE.order(),
                SAMPLE.total(),
                false,
                Optional.empty(),
                SAMPLE.lines(),
                SAMPLE.complaint());

        assertThat(contender.renderer(plain).render()).isEqualTo(byHand(plain));
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateIsRenderedMoreThanOnce(Contender contender) {
        Renderer renderer = contender.renderer(SAMPLE);

        assertThat(renderer.render()).isEqualTo(renderer.render());
    }

    @Test
    void theRightSizeHoldsTheTextWithLittleToSpare() {
        assertThat(byHand(SAMPLE).length()).isBetween(HandWritten.RIGHT_SIZE * 9 / 10, HandWritten.RIGHT_SIZE);
    }

    private static String byHand(Support support) {
        return HandWritten.render(support, HandWritten.RIGHT_SIZE);
    }
}
