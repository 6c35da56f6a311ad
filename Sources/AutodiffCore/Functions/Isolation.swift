// A protocol that refines `SendableMetatype` is conformed to outside every actor, also by a type of a module whose code belongs to the
// main actor by default; else the type couldn't be differentiated in a detached task. Before Swift 6.2 there is neither.

#if compiler(>=6.2)
/// What the protocols of functions and rules refine, so that their conformances belong to no actor.
public typealias _SendableMetatype = SendableMetatype
#else
/// What the protocols of functions and rules refine.
public typealias _SendableMetatype = Any
#endif
