package dev.cuecard.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuecard.error.ConfigurationException;
import dev.cuecard.error.PromptException;
import dev.cuecard.tracing.Recorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search that finds nothing says something only if it finds what is there. */
class WitnessTest {

    private final Secret secret = Secret.twisted();

    private List<String> found(Consumer<Witness> run) {
        try (Witness witness = new Witness(secret)) {
            run.accept(witness);
            return witness.findings();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_key_is_found_in_every_writing(Echo echo) {
        assertThat(found(witness -> witness.see("here", "a " + echo.of(secret.value()))))
                .hasSize(1);
    }

    @Test
    void a_key_is_found_in_base64_wherever_it_begins_and_so_is_a_half_of_it() {
        for (String before : List.of("", "a", "ab", "user:")) {
            String packed =
                    Base64.getEncoder().encodeToString((before + secret.value()).getBytes(StandardCharsets.US_ASCII));
            assertThat(found(witness -> witness.see("here", packed))).as(before).hasSize(1);
        }
        assertThat(found(witness -> witness.see("here", secret.value().substring(0, 10))))
                .hasSize(1);
        assertThat(found(witness -> witness.see("here", secret.value().substring(0, 6))))
                .isEmpty();
    }

    @Test
    void what_is_logged_or_printed_is_seen_at_any_level() {
        assertThat(found(witness -> Logger.getLogger("okhttp3.OkHttpClient").finest(secret.value())))
                .hasSize(1);
        assertThat(found(witness -> Logger.getLogger("any.other").log(Level.FINER, "failed", fault())))
                .hasSize(1);
        assertThat(found(witness -> System.out.println(secret.value()))).hasSize(1);
        assertThat(found(witness -> System.err.print(secret.value()))).hasSize(1);
    }

    private IOException fault() {
        return new IOException(secret.value());
    }

    @Test
    void an_exception_is_seen_with_all_that_hangs_on_it() {
        PromptException suppressing = new ConfigurationException("fine");
        suppressing.addSuppressed(fault());

        assertThat(found(witness -> witness.see(new ConfigurationException("fine", fault()))))
                .anyMatch(finding -> finding.startsWith("ConfigurationException.getCause().getMessage()"))
                .anyMatch(finding -> finding.startsWith("ConfigurationException serialized"));
        assertThat(found(witness -> witness.see(suppressing)))
                .anyMatch(finding -> finding.startsWith("ConfigurationException.getSuppressed()"));
        assertThat(found(witness -> witness.see(new Told(secret.value()))))
                .anyMatch(finding -> finding.startsWith("Told.told()"));
    }

    /** Says nothing of itself, but for who asks. */
    private record Told(String told) {
        @Override
        public String toString() {
            return "Told";
        }
    }

    @Test
    void spans_metrics_and_files_are_seen(@TempDir Path folder) throws IOException {
        Recorder telemetry = new Recorder();
        telemetry
                .sdk()
                .getTracer("t")
                .spanBuilder("s")
                .setAttribute("k", secret.value())
                .startSpan()
                .end();
        assertThat(found(witness -> witness.see(telemetry))).isNotEmpty();
        Recorder counting = new Recorder();
        counting.sdk()
                .getMeter("m")
                .counterBuilder("k" + secret.value().substring(1, 15))
                .build()
                .add(1);
        assertThat(found(witness -> witness.see(counting))).isNotEmpty();

        Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("b.json"), secret.value());
        Files.createFile(folder.resolve(secret.value().substring(0, 12)));
        try (Witness witness = new Witness(secret)) {
            witness.see(folder);
            assertThat(witness.findings()).hasSize(2);
        }
    }
}
