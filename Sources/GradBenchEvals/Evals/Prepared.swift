/// An evaluation that has been run once: programs are made at the first call, so that this is a part of the preparation. Its result is
/// dropped.
func prepared<Output>(_ evaluate: @escaping () -> Output) -> () -> Output {
    _ = evaluate()
    return evaluate
}
