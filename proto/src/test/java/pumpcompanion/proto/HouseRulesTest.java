package pumpcompanion.proto;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom, and that everything public says what it is. */
class HouseRulesTest {

    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main/java");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("pumpcompanion.proto");

    @ParameterizedTest
    @ValueSource(strings = {"pumpcompanion.proto.frame", "pumpcompanion.proto.transport"})
    void framesAndTransportsAreBuiltOfTheJdkAlone(String plain) {
        classes()
                .that()
                .resideInAPackage(plain)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", plain)
                .check(CLASSES);
    }

    @Test
    void packagesDoNotNeedEachOtherInACircle() {
        slices().matching("pumpcompanion.proto.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPublicTypeAndMethodAndEveryPackageHasAJavadoc() throws Exception {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            assertThat(file.resolveSibling("package-info.java")).exists();
        }
        assertThat(undocumented(files)).isEmpty();
    }

    private static List<String> undocumented(List<Path> files) throws Exception {
        List<String> bare = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(docs, bare).scan(unit, null);
            }
        }
        return bare;
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> bare;

        Scanner(DocTrees docs, List<String> bare) {
            this.docs = docs;
            this.bare = bare;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
            if (unit.getSourceFile().isNameCompatible("package-info", JavaFileObject.Kind.SOURCE)) {
                note(unit.getPackage() != null && docs.getDocComment(getPathOf(unit)) != null, "package");
            }
            return super.visitCompilationUnit(unit, nothing);
        }

        private TreePath getPathOf(CompilationUnitTree unit) {
            return TreePath.getPath(unit, unit.getPackage());
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (isPublic(type.getModifiers().getFlags().contains(Modifier.PUBLIC))) {
                note(
                        docs.getDocComment(getCurrentPath()) != null,
                        type.getSimpleName().toString());
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean override = method.getModifiers().getAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            if (isPublic(method.getModifiers().getFlags().contains(Modifier.PUBLIC)) && !override) {
                note(docs.getDocComment(getCurrentPath()) != null, method.getName() + "()");
            }
            return null;
        }

        /** Members of interfaces are public without the word. */
        private boolean isPublic(boolean said) {
            Tree around = getCurrentPath().getParentPath().getLeaf();
            return said || around.getKind() == Tree.Kind.INTERFACE;
        }

        private void note(boolean documented, String name) {
            if (!documented) {
                bare.add(name + " in "
                        + getCurrentPath().getCompilationUnit().getSourceFile().getName());
            }
        }
    }
}
