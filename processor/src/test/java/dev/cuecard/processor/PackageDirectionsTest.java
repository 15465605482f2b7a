package dev.cuecard.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.cuecard.processor.source.TemplateFile;

/** Data moves one way through the phases: read, template, check, write. */
@AnalyzeClasses(packages = "dev.cuecard.processor", importOptions = DoNotIncludeTests.class)
class PackageDirectionsTest {

    private static final String ROOM = "dev.cuecard.processor.";

    @ArchTest
    static final ArchRule reading_knows_nothing_of_what_comes_after = noClasses()
            .that()
            .resideInAPackage(ROOM + "read")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOM + "template", ROOM + "check", ROOM + "write");

    @ArchTest
    static final ArchRule parsing_knows_no_other_phase_and_no_compiler = noClasses()
            .that()
            .resideInAPackage(ROOM + "template")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOM + "read",
                    ROOM + "check",
                    ROOM + "write",
                    ROOM + "source",
                    "javax.lang.model..",
                    "javax.annotation.processing..");

    @ArchTest
    static final ArchRule prompty_files_are_read_with_no_phase_no_compiler_and_no_file_system = noClasses()
            .that()
            .resideInAPackage(ROOM + "prompty")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOM + "read",
                    ROOM + "template",
                    ROOM + "check",
                    ROOM + "write",
                    "javax.lang.model..",
                    "javax.annotation.processing..",
                    "java.nio.file..",
                    "java.net..");

    @ArchTest
    static final ArchRule of_places_prompty_knows_only_what_a_file_is = noClasses()
            .that()
            .resideInAPackage(ROOM + "prompty")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOM + "source")
                    .and(not(assignableTo(TemplateFile.class)))
                    .or(resideInAPackage("dev.cuecard.processor")));

    @ArchTest
    static final ArchRule only_prompty_knows_yaml = noClasses()
            .that()
            .resideOutsideOfPackage(ROOM + "prompty")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule checking_knows_nothing_of_writing = noClasses()
            .that()
            .resideInAPackage(ROOM + "check")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOM + "write");

    @ArchTest
    static final ArchRule places_are_found_without_the_phases = noClasses()
            .that()
            .resideInAPackage(ROOM + "source")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOM + "read", ROOM + "template", ROOM + "check", ROOM + "write");

    @ArchTest
    static final ArchRule phases_do_not_print = noClasses()
            .that()
            .resideInAnyPackage(ROOM + "read", ROOM + "check", ROOM + "write")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javax.annotation.processing.Messager");

    @ArchTest
    static final ArchRule only_writing_knows_java_poet = noClasses()
            .that()
            .resideOutsideOfPackage(ROOM + "write")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.palantir.javapoet..");

    @ArchTest
    static final ArchRule only_places_know_javacs_trees = noClasses()
            .that()
            .resideOutsideOfPackage(ROOM + "source")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.source..");

    @ArchTest
    static final ArchRule nothing_needs_what_the_jdk_hides =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("com.sun.tools..", "jdk.internal..", "sun..");
}
