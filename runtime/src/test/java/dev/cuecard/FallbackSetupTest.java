package dev.cuecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuecard.call.CallOptions;
import dev.cuecard.call.Model;
import dev.cuecard.call.Retries;
import dev.cuecard.error.ConfigurationException;
import dev.cuecard.kit.HandWrittenPrompt;
import dev.cuecard.openai.OpenAi;
import dev.cuecard.stream.Chunk;
import dev.cuecard.testing.MockModel;
import dev.cuecard.testing.MockRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a chain is set up: names and models in one call, and what is said when one is wrong. */
@Timeout(60)
class FallbackSetupTest {

    @Test
    void names_and_models_may_be_mixed_and_are_asked_in_the_order_in_which_they_were_added() {
        MockModel mock = MockModel.answering(500, "no");
        PromptClient client = mock.clientBuilder()
                .fallback("openai:a", OpenAi.model("b"))
                .fallback(OpenAi.model("c"), "openai:d")
                .fallback("openai:e", "openai:f")
                .fallback(OpenAi.model("g"), OpenAi.model("h"))
                .fallback("openai:i")
                .fallback(OpenAi.model("j"))
                .fallback("openai:k", OpenAi.model("l"), OpenAi.model("m"))
                .fallback(OpenAi.model("n"), "openai:o", "openai:p")
                .build();

        assertThatThrownBy(HandWrittenPrompt.with(client, CallOptions.defaults().retries(Retries.none()))::call)
                .hasMessageContaining("Its fallback openai:p failed");

        assertThat(mock.requests().stream().map(MockRequest::model))
                .containsExactly(
                        "gpt-4o-mini", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p");
        assertThat(client.toString()).contains("fallbacks [openai:a, openai:b, ");
    }

    @Test
    void a_chain_can_be_tried_with_scripted_models() {
        MockModel mock = MockModel.sequence(MockModel.answering(503, "busy"), MockModel.streaming("good"));
        PromptClient client = mock.clientBuilder()
                .retries(Retries.none())
                .fallback("groq:llama")
                .build();

        assertThat(HandWrittenPrompt.with(client).stream().collect().text()).isEqualTo("good");
        assertThat(mock.requests().get(1).provider()).isEqualTo("groq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "", ":", "openai:", ":gpt-4o", " : "})
    void a_name_that_is_not_one_is_refused_where_it_is_written(String name) {
        assertThatThrownBy(() -> PromptClient.builder().fallback(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model '" + name + "' has not the form provider:name, like \"openai:gpt-4o\"");
    }

    @Test
    void a_model_of_a_name_alone_holds_any_chunk_and_its_provider_ends_at_the_first_colon() {
        Model<Chunk> model = Model.of("ollama:llama3:8b");

        assertThat(model).isEqualTo(new Model<>("ollama", "llama3:8b", Chunk.class));
        assertThat(model).hasToString("ollama:llama3:8b");
    }

    @Test
    void a_provider_that_the_client_does_not_know_is_told_when_it_is_made() {
        PromptClient.Builder builder = PromptClient.builder().fallback("mine:m");

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PromptClient.builder().fallback(…)")
                .hasMessageContaining("The provider 'mine' of the model mine:m is unknown to this client. It knows ");
        assertThat(builder.openAiCompatible("mine", "http://localhost:1/v1", "")
                        .build()
                        .toString())
                .contains("fallbacks [mine:m]");
    }

    @Test
    void a_model_that_streams_other_chunks_than_it_says_is_told_when_the_client_is_made() {
        interface Foreign extends Chunk {}
        PromptClient.Builder builder = PromptClient.builder().fallback(new Model<>("openai", "m", Foreign.class));

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("streams OpenAiChunk")
                .hasMessageContaining("Foreign");
    }

    @Test
    void a_client_that_was_made_does_not_see_what_its_builder_is_told_later() {
        PromptClient.Builder builder = PromptClient.builder().fallback("openai:a");
        PromptClient client = builder.build();

        builder.fallback("openai:b");

        assertThat(client.toString()).contains("fallbacks [openai:a]");
    }
}
