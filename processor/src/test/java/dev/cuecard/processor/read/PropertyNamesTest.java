package dev.cuecard.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyNamesTest {

    @ParameterizedTest
    @CsvSource({
        "name,name",
        "getName,name",
        "getURL,URL",
        "getX,x",
        "get,get",
        "getaway,getaway",
        "isOpen,isOpen",
        "issue,issue"
    })
    void a_getter_names_a_property(String method, String property) {
        assertThat(PropertyNames.of(method, false)).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource({"isOpen,open", "is,is", "issue,issue", "getOpen,open", "open,open"})
    void is_names_a_boolean(String method, String property) {
        assertThat(PropertyNames.of(method, true)).isEqualTo(property);
    }
}
