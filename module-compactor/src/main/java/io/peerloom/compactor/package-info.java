/**
 * A build step of browser-client: rewrites the JavaScript that TeaVM writes so that it compresses
 * better, before and after Closure Compiler shortens its names. Nothing of this package reaches a
 * browser.
 *
 * <p>The steps, in order: {@code CanonicalOrder} sorts what TeaVM writes in a different order in
 * each build, {@code LeanLibrary} and {@code LeanRuntime} replace methods of TeaVM's class library
 * by the engine's and its runtime by what a page needs of it, {@link
 * io.peerloom.compactor.CompactModule} shares the names of fields and merges the classes of
 * lambdas, {@code InheritedMethods} and {@code UnusedClasses} remove the methods, classes and
 * interfaces that nothing asks for, {@code RecordFields} the first values of what is set at once,
 * {@code TwinClasses} merges classes that nothing tells apart, {@code ShortForms} and {@code
 * Creations} write what TeaVM repeats in shorter forms, {@code MethodTables} makes objects of lists
 * of methods, {@code LambdaCaptures} makes captures arguments, and {@code TwinFunctions} keeps one
 * of the functions that do the same. {@link io.peerloom.compactor.OptimizeModule} runs Closure
 * Compiler, with {@code NullTests} before it, and with two steps in it: {@code Copies} removes
 * copies of variables, and {@code Temporaries} writes the results of calls where they are read. In
 * the minified module, {@code SingleUses} writes functions where they are passed, {@code
 * LocalNames} names the variables of all functions alike, {@link
 * io.peerloom.compactor.FunctionOrder} puts functions that look alike near each other, and {@code
 * GlobalNames} and {@code TextOrder} name functions and number texts by these places.
 *
 * <p>Invariants: the module does what it did before, and the same input gives the same output, and
 * so do the same sources, whatever order TeaVM writes their classes in. The steps before Closure
 * Compiler read TeaVM's layout of an unminified module, which TeaVM does not promise to keep. They
 * therefore accept one version of TeaVM only, and end the build where they do not recognise the
 * layout instead of leaving that part as it is.
 */
package io.peerloom.compactor;
