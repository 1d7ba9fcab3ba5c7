package dev.daypass.core.rules.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.types.TypeParamType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CEL's parser and checker for one dialect: its variables, macros, functions and limits (security T20, T21).
 *
 * <p>{@code attr} and {@code attrs} are macros over a hidden variable, so that a program is evaluated without binding
 * functions for each identity. {@code lists.range} is left out, since it makes any amount of work from one number.
 */
final class CelEnvironment {
    static final int MAX_CHARACTERS = 4096;
    /** All rounds of all loops of one evaluation. */
    static final int MAX_ITERATIONS = 20_000;
    /** Values of one list that CEL works on. */
    static final int MAX_VALUES = 5_000;
    /** Characters of one text that CEL works on. */
    static final int MAX_TEXT = 4_096;

    static final String USER = "daypass.User";
    static final String AUTHENTICATION = "daypass.Authentication";
    static final String FACTS = "@facts";

    private static final int MAX_DEPTH = 100;
    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MAX_CHARACTERS)
            .maxParseRecursionDepth(MAX_DEPTH)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxRegexProgramSize(Patterns.MAX_PROGRAM)
            .retainRepeatedUnaryOperators(true)
            .build();

    private final CelCompiler compiler;

    CelEnvironment(Dialect dialect) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(attribute("attr", 1), attribute("attr", 2), attribute("attrs", 1))
                .setTypeProvider(new Structs(types(dialect)))
                .addVar("provider", SimpleType.STRING)
                .addVar("subject", SimpleType.STRING)
                .addVar("authn", StructTypeReference.create(AUTHENTICATION))
                .addVar(FACTS, SimpleType.DYN)
                .addFunctionDeclarations(declarations())
                .addLibraries(CelExtensions.strings(), CelExtensions.regex(), lists(), CelExtensions.sets(OPTIONS));
        if (dialect.hasUser()) {
            builder.addVar("user", StructTypeReference.create(USER));
        }
        this.compiler = builder.build();
    }

    CelValidationResult compile(String text) {
        return compiler.compile(text);
    }

    static CelListsExtensions lists() {
        var functions = EnumSet.allOf(CelListsExtensions.Function.class);
        functions.remove(CelListsExtensions.Function.RANGE);
        return CelExtensions.lists(functions);
    }

    private static CelMacro attribute(String name, int arguments) {
        return CelMacro.newGlobalMacro(
                name, arguments, (factory, target, given) -> Optional.of(withFacts(factory, name, given)));
    }

    private static CelExpr withFacts(CelMacroExprFactory factory, String name, List<CelExpr> given) {
        var arguments = new ArrayList<CelExpr>();
        arguments.add(factory.newIdentifier(FACTS));
        arguments.addAll(given);
        return factory.newGlobalCall("@" + name, arguments.toArray(CelExpr[]::new));
    }

    private static List<CelFunctionDecl> declarations() {
        CelType fallback = TypeParamType.create("T");
        return List.of(
                CelFunctionDecl.newFunctionDeclaration(
                        "@attr",
                        CelOverloadDecl.newGlobalOverload(
                                "attr_name", SimpleType.DYN, SimpleType.DYN, SimpleType.STRING),
                        CelOverloadDecl.newGlobalOverload(
                                "attr_name_fallback", fallback, SimpleType.DYN, SimpleType.STRING, fallback)),
                CelFunctionDecl.newFunctionDeclaration(
                        "@attrs",
                        CelOverloadDecl.newGlobalOverload(
                                "attrs_name", Dialect.ANYTHING, SimpleType.DYN, SimpleType.STRING)));
    }

    private static ImmutableMap<String, StructType> types(Dialect dialect) {
        StructType authentication = struct(AUTHENTICATION, Dialect.authenticationTypes());
        return dialect.hasUser()
                ? ImmutableMap.of(AUTHENTICATION, authentication, USER, struct(USER, dialect.userTypes()))
                : ImmutableMap.of(AUTHENTICATION, authentication);
    }

    private static StructType struct(String name, Map<String, CelType> types) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(types);
        return StructType.create(
                name, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(fields.get(field)));
    }

    /** The two structures that expressions know. */
    private static final class Structs implements CelTypeProvider {
        private final ImmutableMap<String, StructType> types;

        Structs(ImmutableMap<String, StructType> types) {
            this.types = types;
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(types.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(types.get(name));
        }
    }
}
