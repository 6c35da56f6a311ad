/// The built-in rules, one type for each elementary function.
///
/// The free functions (`exp`, `sin`, `pow`, …) are the way to call them; the types are there to be passed on, as in
/// `checkRule(Rules.Exp(), over: -2...2)` or `S.apply(Rules.Exp(), to: x)`.
public enum Rules {}
