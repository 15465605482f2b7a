package dev.cuecard.processor.reporting;

import static dev.cuecard.processor.kit.Problem.error;
import static dev.cuecard.processor.kit.Problem.warning;
import static dev.cuecard.processor.kit.Problems.assertProblems;
import static dev.cuecard.processor.kit.Problems.assertQuiet;

import dev.cuecard.processor.kit.Compilation;
import dev.cuecard.processor.kit.OnEveryCompiler;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;

/** Each problem that a template can have: its id, its place, what its message names. */
class TemplateProblemsTest {

    @OnEveryCompiler
    void an_unknown_input_is_named_with_those_that_exist(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{‸weather} {city} {days}", "String city();\nint days();"),
                error("unknown-input").naming("weather").hinting("city", "days"));
    }

    @OnEveryCompiler
    void an_unknown_input_where_there_are_none(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{‸weather}", ""), error("unknown-input").naming("weather"));
    }

    @OnEveryCompiler
    void an_unknown_property_is_named_with_its_type_and_those_that_exist(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{order.‸size} {order.customer.‸x.y} {order.lines.‸second} {name.‸upper}", """
                        Order order();
                        String name();
                        record Order(Customer customer, int total, List<String> lines) {
                            private int size() { return 1; }
                        }
                        class Customer {
                            public int hidden;
                            public String getName() { return ""; }
                            public boolean isLoyal() { return true; }
                            public void x() {}
                            public String x(int parameter) { return ""; }
                        }
                        """),
                error("unknown-property").naming("size", "Order").hinting("customer", "total", "lines"),
                error("unknown-property")
                        .naming("x", "Customer")
                        .hinting("name", "loyal")
                        .notMentioning("hidden"),
                error("unknown-property").naming("second", "List"),
                error("unknown-property").naming("upper", "String"));
    }

    @OnEveryCompiler
    void a_type_without_a_text_is_not_rendered(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "{‸object} {‸array} {‸list} {‸record} {‸map} {‸plain} {‸service} {‸numbers:list} "
                                + "{‸type} {holder.‸things}",
                        """
                        Object object();
                        String[] array();
                        List<String> list();
                        Pair record();
                        Map<String, String> map();
                        Plain plain();
                        Runnable service();
                        List<int[]> numbers();
                        Iterator<String> type();
                        Holder holder();
                        record Pair(int a, int b) {}
                        record Holder(List<String> things) {}
                        class Plain {}
                        """),
                error("not-renderable").naming("object", "Object"),
                error("not-renderable").naming("array", "String[]"),
                error("not-renderable").naming("list", "List<String>").hinting("{list:list}"),
                error("not-renderable").naming("record", "Pair"),
                error("not-renderable").naming("map", "Map"),
                error("not-renderable").naming("plain", "Plain"),
                error("not-renderable").naming("service", "Runnable"),
                error("not-renderable").naming("numbers", "int[]"),
                error("not-renderable").naming("type", "Iterator"),
                error("not-renderable").naming("things", "List<String>"));
    }

    @OnEveryCompiler
    void a_collection_or_record_with_a_string_of_its_own_is_not_rendered_either(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{‸pair} {‸bag}", """
                        Pair pair();
                        Bag bag();
                        record Pair(int a) {
                            @Override public String toString() { return "pair"; }
                        }
                        abstract class Bag extends AbstractList<String> {
                            @Override public String toString() { return "bag"; }
                        }
                        """),
                error("not-renderable").naming("pair", "Pair"),
                error("not-renderable").naming("bag", "Bag"));
    }

    @OnEveryCompiler
    void what_may_be_absent_is_not_inserted(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{‸title} {‸note} {order.‸coupon} {order.customer.‸nick} {‸maybe.name}", """
                        Optional<String> title();
                        @org.jspecify.annotations.Nullable String note();
                        Order order();
                        Optional<Customer> maybe();
                        record Order(Optional<String> coupon, Customer customer) {}
                        interface Customer {
                            String name();
                            @org.jspecify.annotations.Nullable String nick();
                        }
                        """),
                error("possibly-absent").naming("title"),
                error("possibly-absent").naming("note"),
                error("possibly-absent").naming("coupon"),
                error("possibly-absent").naming("nick"),
                error("possibly-absent").naming("maybe"));
    }

    @OnEveryCompiler
    void only_what_can_be_iterated_is_listed(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "{‸name:list} {‸count:lists} {‸names:lists}",
                        "String name();\nint count();\nList<String> names();"),
                error("not-iterable").naming("name", "String"),
                error("not-iterable").naming("count", "int"),
                error("not-iterable").naming("names", "String"));
    }

    @OnEveryCompiler
    void an_unknown_format_is_a_fault_of_syntax(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{name:‸upper} {names:‸lsit}", "String name();\nList<String> names();"),
                error("template-syntax").naming("upper").hinting("list", "lists"),
                error("template-syntax").naming("lsit").hinting("list"));
    }

    @OnEveryCompiler
    void an_input_that_no_text_uses_is_a_warning(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        @dev.cuecard.Prompt(model = "openai:gpt-4o", template = "{used}")
                        public interface Sample {
                            String used();
                            String ‸forgotten();
                            int ‸getNumber();
                            default String computed() { return "x"; }
                        }
                        """);

        assertProblems(
                project.compile(),
                warning("unused-input").naming("forgotten"),
                warning("unused-input").naming("number"));
    }

    @OnEveryCompiler
    void an_input_that_a_suggestion_names_is_not_also_unused(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "{‸ingredeint}", "String ingredient();"),
                error("unknown-input").naming("ingredeint").hinting("ingredient"));
    }

    @OnEveryCompiler
    void inputs_behind_a_computed_input_are_not_unused(TestedCompiler compiler) {
        assertQuiet(compile(
                compiler, "{greeting}", "String name();\ndefault String greeting() { return \"Hello \" + name(); }"));
    }

    @OnEveryCompiler
    void a_misspelt_role_is_not_taken_for_text(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "‸SYTEM:\nBe brief.\n‸USR:\nHi\n‸ASISTANT:\nHo\nUSER: {x}", "String x();"),
                error("unknown-role").naming("SYTEM").hinting("SYSTEM"),
                error("unknown-role").naming("USR").hinting("USER"),
                error("unknown-role").naming("ASISTANT").hinting("ASSISTANT"));
    }

    @OnEveryCompiler
    void a_role_alone_on_its_line_is_meant_in_any_case(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "‸System:\nBe brief.\n‸user:\nHi\n‸asistant:\nHo\nUSER: {x}", "String x();"),
                error("unknown-role").naming("System").hinting("SYSTEM"),
                error("unknown-role").naming("user").hinting("USER"),
                error("unknown-role").naming("asistant").hinting("ASSISTANT"));
    }

    @OnEveryCompiler
    void a_role_in_another_case_with_text_behind_it_is_text(TestedCompiler compiler) {
        assertQuiet(compile(compiler, "System: of a down\nuser: {x}\nAssistant: none", "String x();"));
    }

    @OnEveryCompiler
    void words_far_from_any_role_are_text(TestedCompiler compiler) {
        assertQuiet(compile(compiler, "NOTE:\nhi\nTODO:\n\nSUMMARY:\n{x}\nUsers:\nSYSTEMS:", "String x();"));
    }

    @OnEveryCompiler
    void an_empty_message_is_a_warning(TestedCompiler compiler) {
        assertProblems(
                compile(compiler, "‸SYSTEM:\n\nUSER: {x}\n‸ASSISTANT:\n", "String x();"),
                warning("empty-message").naming("system"),
                warning("empty-message").naming("assistant"));
    }

    @OnEveryCompiler
    void a_prompt_that_asks_nothing_is_a_warning(TestedCompiler compiler) {
        Project project = Project.on(compiler).source("""
                        package demo;

                        ‸@dev.cuecard.Prompt(model = "openai:gpt-4o", template = "SYSTEM: Be brief.\\nASSISTANT: ok")
                        public interface Sample {}
                        """);

        assertProblems(
                project.compile(), warning("no-user-message").naming("user").onLine());
    }

    @OnEveryCompiler
    void a_name_in_doubled_braces_that_is_an_input_is_a_warning(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "{name} {{‸name}} {{‸title}} {{other}}",
                        "String name();\n@SuppressWarnings(\"cuecard:unused-input\") String title();"),
                warning("literal-placeholder").naming("name").hinting("{name}"),
                warning("literal-placeholder").naming("title").hinting("{title}"));
    }

    @OnEveryCompiler
    void messages_and_images_do_not_stand_inside_text(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "SYSTEM: See {‸photo}\nUSER: This {‸photo} is As in {‸history}, {‸last}.\n\nand "
                                + "{‸history}\n\nASSISTANT:\n{‸photo}\nMESSAGES: {‸name}\n"
                                + "MESSAGES: {‸photo}\nUSER: ok",
                        "List<Message> history();\nMessage last();\nImage photo();\nString name();"),
                error("misplaced-part").naming("photo"),
                error("misplaced-part").naming("photo"),
                error("misplaced-part").naming("history"),
                error("misplaced-part").naming("last"),
                error("misplaced-part").naming("history"),
                error("misplaced-part").naming("photo"),
                error("misplaced-part").naming("MESSAGES:").hinting("List<Message>"),
                error("misplaced-part").naming("MESSAGES:").hinting("List<Message>"));
    }

    @OnEveryCompiler
    void messages_are_announced_at_the_beginning_of_a_line(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "MESSAGES: {‸names}\nUSER: hello MESSAGES: {‸history}",
                        "List<String> names();\nList<Message> history();"),
                error("misplaced-part").hinting("List<Message>"),
                error("misplaced-part").naming("history").hinting("beginning of"));
    }

    @OnEveryCompiler
    void a_default_method_that_throws_is_told_to_be_no_input(TestedCompiler compiler) {
        assertProblems(
                compile(
                        compiler,
                        "{‸text} {name}",
                        "String name();\ndefault String text() throws java.io.IOException { return name(); }"),
                error("unknown-input").naming("text", "exceptions"));
    }

    private static Compilation compile(TestedCompiler compiler, String template, String members) {
        String block = template.replace("\n", "\n        ");
        return Project.on(compiler)
                .source("""
                        package demo;

                        import dev.cuecard.*;
                        import dev.cuecard.message.*;
                        import java.util.*;

                        @Prompt(model = "openai:gpt-4o", template = \"""
                                %s
                                \""")
                        public interface Sample {
                            %s
                        }
                        """.formatted(block, members.replace("\n", "\n    ")))
                .compile();
    }
}
